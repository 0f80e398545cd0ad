/** Checks and arithmetic of shapes. */
import type { Shape } from '@tenonjs/contracts';

/** `dense: input must have rank 2 or more [batch, …, features], got shape [5].` */
export function minRank(who: string, shape: Shape, axes: readonly string[], least: number): void {
  if (shape.length < least) {
    throw new RangeError(
      `${who}: input must have rank ${least} or more [${axes.join(', ')}], got shape [${shape.map(String).join(', ')}].`,
    );
  }
}

/** The product of sizes; null where one is not known. */
export const product = (sizes: Shape): number | null =>
  sizes.reduce<number | null>((total, size) => (total === null || size === null ? null : total * size), 1);
