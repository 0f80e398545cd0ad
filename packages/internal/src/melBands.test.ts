import { expect, test } from 'vitest';
import { melBands } from './melBands.js';

test('triangles of equal width in mel, the constant part in none', () => {
  const [bins, bands] = [9, 2];
  const matrix = melBands(bins, bands, 8000, 0, 4000);
  const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);
  const step = mel(4000) / 3;
  for (let bin = 0; bin < bins; bin++) {
    for (let band = 0; band < bands; band++) {
      const away = Math.abs(mel(bin * 500) / step - (band + 1));
      expect(matrix[bin * bands + band]).toBeCloseTo(bin === 0 ? 0 : Math.max(0, 1 - away), 6);
    }
  }
});
