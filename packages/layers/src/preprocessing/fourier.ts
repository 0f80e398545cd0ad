/** `[frame.length, bins]`: the frame times cos or sin of −2π · n · k / period. */
export function waves(frame: readonly number[], bins: number, period: number, side: 'real' | 'imag'): Float32Array {
  const table = Float64Array.from({ length: period }, (_, i) => {
    const angle = (-2 * Math.PI * i) / period;
    return side === 'real' ? Math.cos(angle) : Math.sin(angle);
  });
  const values = new Float32Array(frame.length * bins);
  frame.forEach((weight, n) => {
    for (let k = 0; k < bins; k++) values[n * bins + k] = weight * table[(n * k) % period]!;
  });
  return values;
}
