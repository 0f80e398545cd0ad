// The most multiply-adds that four-wide SIMD can do on this machine: a loop of nothing else, on registers.

const f32x4Mul = [253, 230, 1];
const f32x4Add = [253, 228, 1];
const relaxedMadd = [253, 133, 2];
/** Independent sums: enough of them to hide the latency of each. */
const sums = 10;

const uleb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...uleb(n >>> 7)]);
const section = (id, bytes) => [id, ...uleb(bytes.length), ...bytes];

/** (func (export "run") (param $n i32) (result f32)): n times `sums` multiply-adds of four numbers. */
function program(relaxed) {
  const get = (i) => [32, i];
  const set = (i) => [33, i];
  // Locals: 0 is n, 1 and 2 are factors, 3 … are sums.
  const step = Array.from({ length: sums }, (_, i) => i + 3).flatMap((sum) =>
    relaxed
      ? [...get(1), ...get(2), ...get(sum), ...relaxedMadd, ...set(sum)]
      : [...get(1), ...get(2), ...f32x4Mul, ...get(sum), ...f32x4Add, ...set(sum)],
  );
  const splat = (value) => [67, ...new Uint8Array(new Float32Array([value]).buffer), 253, 19];
  const total = Array.from({ length: sums - 1 }, (_, i) => [...get(i + 4), ...f32x4Add]).flat();
  const body = [
    ...[1, sums + 2, 123],
    ...[...splat(1.0000001), ...set(1), ...splat(0.9999999), ...set(2)],
    ...[3, 64, ...step, ...get(0), 65, 1, 107, 34, 0, 13, 0, 11],
    ...[...get(3), ...total, 253, 31, 0],
    11,
  ];
  return new Uint8Array([
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...section(1, [1, 96, 1, 127, 1, 125]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...new TextEncoder().encode('run'), 0, 0]),
    ...section(10, [1, ...uleb(body.length), ...body]),
  ]);
}

/** GFLOP/s, or undefined where the engine has no relaxed SIMD. */
export function limit(relaxed) {
  const binary = program(relaxed);
  if (!WebAssembly.validate(binary)) return undefined;
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(binary)).exports;
  const n = 2e6;
  let best = Infinity;
  for (let round = 0; round < 20; round++) {
    const start = performance.now();
    run(n);
    best = Math.min(best, performance.now() - start);
  }
  return (n * sums * 8) / best / 1e6;
}

/** GB/s, read and written: arrays larger than the caches, copied. */
export function streaming() {
  const [from, to] = [new Float32Array(2 ** 24), new Float32Array(2 ** 24)];
  let best = Infinity;
  for (let round = 0; round < 10; round++) {
    const start = performance.now();
    to.set(from);
    best = Math.min(best, performance.now() - start);
  }
  return (2 * from.byteLength) / best / 1e6;
}
