import type { Kernel } from '../kernel.js';
import { packed } from '../packed.js';
import { paddingOf, pairOf } from '../window.js';

// One program, where tfjs finds each window's largest place first; of equals the first, as on cpu and wasm.
export const maxPoolGrad: Kernel = (backend, { dy, input, output }, { filterSize, strides, pad }) => {
  const [batch, height, width, channels] = input!.shape as [number, number, number, number];
  const [, rows, columns] = dy!.shape as [number, number, number, number];
  const [[h, w], [down, right]] = [pairOf(filterSize), pairOf(strides)];
  const top = paddingOf(pad, 0, height, rows, h, down);
  const left = paddingOf(pad, 1, width, columns, w, right);
  const outputShape = [batch * height, width, channels];
  const pooled = [batch * rows, columns, channels];
  const { dataId, dtype } = packed(
    backend,
    { dy: { ...dy!, shape: pooled }, x: { ...input!, shape: outputShape }, y: { ...output!, shape: pooled } },
    outputShape,
    // Two columns, two channels a texel.
    `
vec2 of(vec4 texel, int column) { return (column & 1) == 0 ? texel.xy : texel.zw; }
vec2 gradient(int b, int r, int c, int channel) {
  vec2 own = of(getX(b * ${height} + r, c & ~1, channel), c);
  vec2 sum = vec2(0.);
  int r1 = r + ${top};
  int c1 = c + ${left};
  for (int i = max(0, (r1 - ${h - down}) / ${down}); i < min(${rows}, r1 / ${down} + 1); i++) {
    for (int j = max(0, (c1 - ${w - right}) / ${right}); j < min(${columns}, c1 / ${right} + 1); j++) {
      int at = b * ${rows} + i;
      vec2 most = of(getY(at, j & ~1, channel), j);
      vec2 mine = vec2(equal(own, most));
      for (int q = max(0, i * ${down} - ${top}); q <= r; q++) {
        int end = q < r ? min(${width}, j * ${right} - ${left} + ${w}) : c;
        for (int p = max(0, j * ${right} - ${left}); p < end; p++) {
          mine *= vec2(notEqual(of(getX(b * ${height} + q, p & ~1, channel), p), most));
        }
      }
      sum += mine * of(getDy(at, j & ~1, channel), j);
    }
  }
  return sum;
}
void main() {
  ivec3 rc = getOutputCoords();
  int b = rc.x / ${height};
  int r = rc.x - b * ${height};
  vec2 first = gradient(b, r, rc.y, rc.z);
  vec2 second = rc.y + 1 < ${width} ? gradient(b, r, rc.y + 1, rc.z) : vec2(0.);
  bool more = rc.z + 1 < ${channels};
  setOutput(vec4(first.x, more ? first.y : 0., second.x, more ? second.y : 0.));
}`,
  );
  return [{ dataId, dtype, shape: input!.shape }];
};
