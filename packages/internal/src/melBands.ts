const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);

/**
 * Triangles on the mel scale, each from the middle of one neighbour to the middle of the other.
 *
 *     mel(f) = 1127 ln(1 + f / 700)
 *
 * @param bins - The frequencies of a spectrum, from 0 to half of `rate`; the constant part, bin 0, belongs to no band.
 * @returns `[bins, bands]`, by rows.
 * @see Davis & Mermelstein 1980, https://doi.org/10.1109/TASSP.1980.1163420
 */
export function melBands(bins: number, bands: number, rate: number, least: number, most: number): Float32Array {
  const [low, high] = [mel(least), mel(most)];
  const edge = (i: number): number => low + ((high - low) * i) / (bands + 1);
  const values = new Float32Array(bins * bands);
  for (let k = 1; k < bins; k++) {
    const at = mel((rate / 2 / (bins - 1)) * k);
    for (let band = 0; band < bands; band++) {
      const [left, middle, right] = [edge(band), edge(band + 1), edge(band + 2)];
      values[k * bands + band] = Math.max(Math.min((at - left) / (middle - left), (right - at) / (right - middle)), 0);
    }
  }
  return values;
}
