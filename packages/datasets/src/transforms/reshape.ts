import type { DataArray } from '@tenonjs/contracts';

/**
 * The same numbers in another shape, without a copy.
 *
 * @param shape - One size may be −1: what is left over.
 * @throws {RangeError} If the sizes do not multiply to the number of values.
 * @example
 * const images = { data: new Uint8Array(2 * 28 * 28), shape: [2, 28, 28] };
 * reshape(images, [-1, 28, 28, 1]).shape; // [2, 28, 28, 1]
 */
export function reshape<T extends DataArray['data']>(x: DataArray<T>, shape: readonly number[]): DataArray<T> {
  const known = shape.filter((n) => n !== -1);
  const product = known.reduce((a, b) => a * b, 1);
  const rest = shape.length > known.length ? [x.data.length / product] : [];
  const valid = [...known, ...rest].every((n) => Number.isInteger(n) && n >= 0);
  if (!valid || rest.length !== shape.length - known.length || product * (rest[0] ?? 1) !== x.data.length) {
    throw new RangeError(
      `reshape: shape must hold ${x.data.length} values, as [${x.shape.join(', ')}] does, got [${shape.join(', ')}].`,
    );
  }
  return { data: x.data, shape: shape.map((n) => (n === -1 ? rest[0]! : n)) };
}
