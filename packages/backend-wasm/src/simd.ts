// The smallest modules that use one instruction each: (func (result v128) …).
const module = (...code: number[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array([
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    5,
    1,
    96,
    0,
    1,
    123,
    3,
    2,
    1,
    0,
    10,
    code.length + 4,
    1,
    code.length + 2,
    0,
    ...code,
    11,
  ]);

const validates = (bytes: Uint8Array<ArrayBuffer>): boolean =>
  typeof WebAssembly === 'object' && WebAssembly.validate(bytes);

/** i32.const 0, i32x4.splat; and what unpacks the kernels, which came to engines later. */
export const hasSimd = (): boolean => validates(module(65, 0, 253, 17)) && typeof DecompressionStream === 'function';

/** Three of those, f32x4.relaxed_madd. */
export const hasRelaxedSimd = (): boolean =>
  validates(module(65, 0, 253, 17, 65, 0, 253, 17, 65, 0, 253, 17, 253, 133, 2));
