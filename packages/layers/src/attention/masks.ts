import type { CallContext, Shape } from '@tenonjs/contracts';
import { cast, logicalAnd, ones, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { showShape } from '../shapes.js';

/** The masks of several inputs, `context.mask` being that of the first. */
export const masksOf = ({ mask, masks }: CallContext): readonly (Tensor | null)[] => masks ?? (mask ? [mask] : []);

/**
 * The masks of query, value and key as one, `[batch, heads, queries, keys]`, where any axis but the last may be 1; null
 * where there are none.
 *
 * The query's is `[batch, queries]`. That of value or key is `[batch, keys]`; or, to close keys to single queries,
 * `[batch, queries, keys]`; or `[batch, heads, queries, keys]`.
 *
 * @throws {RangeError} If a mask has another shape.
 */
export function joined(
  who: string,
  [ofQuery, ...others]: readonly (Tensor | null)[],
  [batch, queries, heads, keys]: readonly [number, number, number, number],
): Tensor | null {
  const refuse = (what: string, shapes: readonly Shape[], got: Tensor): never => {
    throw new RangeError(
      `${who}: the mask of ${what} must have shape ${shapes.map(showShape).join(' or ')}, got ${showShape(got.shape)}.`,
    );
  };
  const fits = (shape: Shape, full: readonly number[]): boolean =>
    shape.length === full.length &&
    full.every((size, i) => size === shape[i] || (shape[i] === 1 && i < full.length - 1));
  const parts: Tensor[] = [];
  if (ofQuery) {
    if (!fits(ofQuery.shape, [batch, queries])) refuse('query', [[batch, queries]], ofQuery);
    parts.push(reshape(ofQuery, [-1, 1, queries, 1]));
  }
  others.forEach((mask, i) => {
    if (!mask) return;
    const { shape } = mask;
    const possible = [
      [batch, keys],
      [batch, queries, keys],
      [batch, heads, queries, keys],
    ];
    if (!possible.some((full) => fits(shape, full))) refuse(i === 0 ? 'value' : 'key', possible, mask);
    parts.push(
      shape.length === 4
        ? mask
        : reshape(mask, shape.length === 3 ? [shape[0]!, 1, shape[1]!, keys] : [-1, 1, 1, keys]),
    );
  });
  if (parts.length === 0) return null;
  const mask = parts
    .map((part) => (part.dtype === 'bool' ? part : cast(part, 'bool')))
    .reduce((a, b) => logicalAnd(a, b));
  return mask.shape[3] === keys ? mask : logicalAnd(mask, ones([1, 1, 1, keys], 'bool'));
}
