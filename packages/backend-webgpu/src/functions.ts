// WGSL functions that several shaders share: what stands in a dispatch's `head`.

/** `hash(x)` of the kernels page: random bits. */
export const hash = `
fn hash(given: u32) -> u32 {
  var x = given;
  x ^= x >> 16u; x *= 0x7feb352du;
  x ^= x >> 15u; x *= 0x846ca68bu;
  return x ^ (x >> 16u);
}`;

/** `keepNan(x, y)`: y, but NaN where x is. Drivers may give a number for a function of NaN, and a model that trains on nothing would go unseen. */
export const keepNan = `
fn keepNan(x: f32, y: f32) -> f32 {
  let isNan = (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
  return bitcast<f32>(select(bitcast<u32>(y), bitcast<u32>(x), isNan));
}`;

/** `sigmoid(x)` and `squash(x)`, which is tanh, whose own may overflow; both keep NaN. */
export const gates: string = `${keepNan}
fn sigmoid(x: f32) -> f32 { return keepNan(x, 1 / (1 + exp(-x))); }
fn squash(x: f32) -> f32 {
  let e = exp(-2 * abs(x));
  return keepNan(x, sign(x) * (1 - e) / (1 + e));
}`;

const reduction = (name: string, join: (a: string, b: string) => string): string => `
fn ${name}Of(t: u32, x: f32) -> f32 {
  part[t] = x;
  workgroupBarrier();
  if (t < 8) {
    var some = part[t];
    for (var k = t + 8; k < GROUP; k += 8) { some = ${join('some', 'part[k]')}; }
    few[t] = some;
  }
  workgroupBarrier();
  var all = few[0];
  for (var k = 1u; k < 8; k++) { all = ${join('all', 'few[k]')}; }
  return all;
}`;

/** `sumOf(t, x)` and `maxOf(t, x)`: over a workgroup, where each invocation brings its x. Two barriers, and none needed after. */
export const reductions: string = `
var<workgroup> part: array<f32, GROUP>;
var<workgroup> few: array<f32, 8>;
${reduction('sum', (a, b) => `${a} + ${b}`)}
${reduction('max', (a, b) => `max(${a}, ${b})`)}`;
