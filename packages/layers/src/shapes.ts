/** Checks and arithmetic of shapes. */
import type { Shape } from '@tenonjs/contracts';

/** `[null, 28, 28, 1]` */
export const showShape = (shape: Shape): string => `[${shape.map(String).join(', ')}]`;

/** `dense: input must have rank 2 or more [batch, …, features], got shape [5].` */
export function minRank(who: string, shape: Shape, axes: readonly string[], least: number): void {
  if (shape.length < least) {
    throw new RangeError(
      `${who}: input must have rank ${least} or more [${axes.join(', ')}], got shape ${showShape(shape)}.`,
    );
  }
}

/** The product of sizes; null where one is not known. */
export const product = (sizes: Shape): number | null =>
  sizes.reduce<number | null>((total, size) => (total === null || size === null ? null : total * size), 1);
