import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from './backend.js';
import { type Dispatch, dispatch } from './dispatch.js';

/** A matrix that a product reads, by WGSL of its value. */
interface Factor {
  readonly value: string;
  /** Whether values beside each other in memory are beside each other along `k`, rather than along the row or column. */
  readonly alongK: boolean;
}

/** Products of matrices, one for each `z`, whose elements are where WGSL says. */
export interface Product extends Pick<Dispatch, 'inputs' | 'outputs' | 'integers' | 'floats'> {
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** WGSL from the matrix `z` to what the factors and `write` use. */
  readonly start: string;
  /** Of `row` and `k`. */
  readonly left: Factor;
  /** Of `k` and `column`. */
  readonly right: Factor;
  /** WGSL functions. */
  readonly head?: string;
  /** WGSL that writes `sum`, at `row` and `column`. */
  readonly write: string;
}

/** How far along `k` a tile reaches; a workgroup is 8 × 8 invocations, each of which has up to 4 × 4 sums. */
const DEPTH = 16;

const each = (size: number): number => (size > 16 ? 4 : size > 8 ? 2 : 1);

/** Tile by tile through the memory of a workgroup, as products of large matrices are fast. */
export function product(backend: WebGpuBackend, asked: Product): TensorInfo[] {
  const {
    inputs,
    outputs,
    integers = {},
    floats = {},
    matrices,
    rows,
    columns,
    inner,
    start,
    write,
    head = '',
  } = asked;
  const [down, across] = [each(rows), each(columns)];
  const tilesDown = Math.ceil(rows / (8 * down));
  const tilesAcross = Math.ceil(columns / (8 * across));
  const load = (name: 'left' | 'right', size: number): string => {
    const [line, first, lines] = name === 'left' ? ['row', 'top', 'u.rows'] : ['column', 'side', 'u.columns'];
    const { value, alongK } = asked[name];
    const [near, far] = alongK ? [`e / ${DEPTH}`, `e % ${DEPTH}`] : [`e % ${size}`, `e / ${size}`];
    return `
    for (var e = t; e < ${size * DEPTH}; e += GROUP) {
      let near = ${near};
      let far = ${far};
      let ${line} = ${first} + near;
      let k = start + far;
      var taken = 0.0;
      if (${line} < ${lines} && k < u.inner) { taken = ${value}; }
      ${name}[far * ${size} + near] = taken;
    }`;
  };
  return dispatch(backend, {
    inputs,
    outputs,
    integers: { ...integers, rows, columns, inner, tilesDown, tilesAcross },
    floats,
    count: inner * rows * columns === 0 ? 0 : matrices * tilesDown * tilesAcross,
    each: 'group',
    head: `${head}
var<workgroup> left: array<f32, ${8 * down * DEPTH}>;
var<workgroup> right: array<f32, ${8 * across * DEPTH}>;`,
    body: `
  let z = i / (u.tilesDown * u.tilesAcross);
  let top = i / u.tilesAcross % u.tilesDown * ${8 * down};
  let side = i % u.tilesAcross * ${8 * across};
  let ty = t / 8;
  let tx = t % 8;
  ${start}
var sums: array<f32, ${down * across}>;
  for (var start = 0u; start < u.inner; start += ${DEPTH}) {${load('left', 8 * down)}${load('right', 8 * across)}
    workgroupBarrier();
    for (var q = 0u; q < ${DEPTH}; q++) {
      var r: array<f32, ${across}>;
      for (var n = 0u; n < ${across}; n++) { r[n] = right[q * ${8 * across} + tx + 8 * n]; }
      for (var m = 0u; m < ${down}; m++) {
        let l = left[q * ${8 * down} + ty + 8 * m];
        for (var n = 0u; n < ${across}; n++) { sums[m * ${across} + n] += l * r[n]; }
      }
    }
    workgroupBarrier();
  }
  for (var m = 0u; m < ${down}; m++) {
    for (var n = 0u; n < ${across}; n++) {
      let row = top + ty + 8 * m;
      let column = side + tx + 8 * n;
      if (row < u.rows && column < u.columns) { let sum = sums[m * ${across} + n]; ${write} }
    }
  }`,
  });
}
