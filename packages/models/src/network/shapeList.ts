import type { Shape } from '@tenonjs/contracts';

/** The shapes of one tensor or several, as several. */
export const shapeList = (shapes: Shape | readonly Shape[]): readonly Shape[] =>
  Array.isArray(shapes[0]) ? (shapes as readonly Shape[]) : [shapes as Shape];
