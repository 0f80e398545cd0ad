import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGpuBackend } from '../backend.js';
import { dispatch } from '../dispatch.js';
import { gates as functions } from '../functions.js';
import { builtin, type Kernel } from '../kernel.js';

/** What the WGSL of a time step may stand on. It is run for each sample `b` and unit `j`, `i` of `[batch, units]`. */
export interface Step {
  /** Whether the mask passes the step over. */
  readonly masked: string;
  /** h and c of unit `j` before the step. */
  readonly h: string;
  readonly c: string;
  /** The bias at these units of `[gates · units]`, or of its second row from `gates` on. */
  readonly bias: (gate: number) => string;
  /** Declares `p0` …, the products of the columns of these gates with h, or with what `factor` gives of unit `k`. */
  readonly product: (gates: readonly number[], factor?: string) => string;
}

/**
 * A kind of recurrent layer, in WGSL. `g` is the place of the unit's first gate in `gates` and `dz`, those of the others lie
 * `u.units` apart; `at` is its place in tensors `[batch, time, units]`.
 */
export interface Cell {
  readonly gates: number;
  /** The name of what is kept of each step beside its gates. */
  readonly kept?: 'cells' | 'inner';
  /** Turns `gates`, which hold the product with the input, into gates, and writes `y` and what is kept. One shader each. */
  readonly step: (at: Step) => readonly string[];
  /** Makes `dz` of `dh`; leaves in `carry[i]` what of it goes to the h before apart from products, in `carry[u.count + i]` dc. */
  readonly back: (at: Pick<Step, 'masked' | 'c'>) => readonly string[];
  /** The gates whose columns were multiplied with h. Default: all. */
  readonly across?: number;
  /** Whether `back` writes the gradient of the recurrent product to `dp`, for it is not `dz`. */
  readonly apart?: boolean;
}

/** Sizes, and the time steps in the order in which they are taken. */
function walk(batch: number, time: number, units: number, goBackwards: boolean) {
  const step = goBackwards ? -1 : 1;
  const first = goBackwards ? time - 1 : 0;
  const steps = Array.from({ length: time }, (_, s) => {
    const t = first + s * step;
    return { t, before: t - step, after: t + step, start: s === 0, end: s === time - 1 };
  });
  return { batch, time, units, steps, count: batch * units };
}

const places = (gates: number): string => `
  let b = i / u.units;
  let j = i % u.units;
  let row = b * u.time + u.t;
  let at = row * u.units + j;
  let g = row * ${gates} * u.units + j;`;

/** c before a step: the one given, or that of the step before. */
const memory = (start: boolean, c: unknown): string =>
  start ? (c ? 'c[i]' : '0.0') : 'cells[(b * u.time + u.before) * u.units + j]';

export const forth =
  (cellOf: (attrs: Readonly<Record<string, any>>) => Cell): Kernel =>
  (backend, { x, kernel, recurrentKernel, bias, h, c, mask }, attrs) => {
    const { goBackwards = false, returnSequences = false } = attrs;
    const cell = cellOf(attrs);
    const [batch, time, features] = x!.shape as [number, number, number];
    const units = recurrentKernel!.shape[0]!;
    const { steps, count } = walk(batch, time, units, goBackwards);
    const shape = [batch, time, units];
    const rows = { ...x!, shape: [batch * time, features] };
    const gates = builtin(backend, 'BatchMatMul', { a: rows, b: kernel! }, { transposeA: false, transposeB: false });
    const y = backend.makeTensorInfo(shape, 'float32');
    const kept = cell.kept && backend.makeTensorInfo(shape, 'float32');
    const bodies = [true, false].map((start) => {
      const state = (unit: string): string | undefined =>
        start ? h && `h[b * u.units + ${unit}]` : `y[(b * u.time + u.before) * u.units + ${unit}]`;
      return cell.step({
        masked: mask ? 'mask[row] == 0' : 'false',
        h: state('j') ?? '0.0',
        c: memory(start, c),
        bias: (gate) => (bias ? `bias[${gate} * u.units + j]` : '0.0'),
        product: (columns, factor = state('k')) => `
  ${columns.map((n) => `var p${n} = 0.0;`).join(' ')}
  ${
    factor
      ? `for (var k = 0u; k < u.units; k++) {
    let s = ${factor};
    let w = k * ${cell.gates} * u.units + j;
    ${columns.map((n) => `p${n} += s * recurrentKernel[w + ${n} * u.units];`).join(' ')}
  }`
      : ''
  }`,
      });
    });
    for (const { t, before, start } of steps) {
      for (const body of bodies[start ? 0 : 1]!) {
        dispatch(backend, {
          inputs: { recurrentKernel, bias, h, c, mask },
          changed: { gates, y, ...(cell.kept && { [cell.kept]: kept }) },
          outputs: {},
          integers: { time, units, t, before },
          count,
          head: functions,
          body: places(cell.gates) + body,
        });
      }
    }
    const cells = cell.kept === 'cells' ? kept : undefined;
    const last = { shape: [batch, units] };
    const [prev, ...states] = dispatch(backend, {
      inputs: { y, h, cells },
      outputs: { prev: { shape }, lastH: last, lastC: cells && last },
      integers: { time, units, first: steps[0]?.t ?? 0, last: steps.at(-1)?.t ?? 0 },
      count: count * time,
      body: `
  let when = i / u.units % u.time;
  let unit = i / u.units / u.time * u.units + i % u.units;
  if (when == u.first) { prev[i] = ${h ? 'h[unit]' : '0'}; } else { prev[i] = y[i ${goBackwards ? '+' : '-'} u.units]; }
  if (when == u.last) { lastH[unit] = y[i]; ${cells ? 'lastC[unit] = cells[i];' : ''} }`,
    });
    if (!returnSequences) backend.disposeData(y.dataId);
    return [...states, ...(returnSequences ? [y] : []), gates, prev!, ...(kept ? [kept] : [])];
  };

/** What the way back of a sequence gives, and the gradient of the recurrent product, the caller's to dispose where it is not dz. */
interface Back {
  readonly dz: TensorInfo;
  readonly dp: TensorInfo;
  /** Of the first states. */
  readonly states: readonly TensorInfo[];
}

export function back(
  cell: Cell,
  backend: WebGpuBackend,
  { recurrentKernel, c, mask, gates, prev, cells, inner, dy, dh, dc }: Parameters<Kernel>[1],
  goBackwards: boolean,
): Back {
  const [batch, time, units] = prev!.shape as [number, number, number];
  const { steps, count } = walk(batch, time, units, goBackwards);
  const { across = cell.gates } = cell;
  // A column's weights side by side, as the invocations of its units read them.
  const turned = builtin(backend, 'Transpose', { x: recurrentKernel! }, { perm: [1, 0] });
  const shape = [batch, time, cell.gates * units];
  const dz = backend.makeTensorInfo(shape, 'float32');
  const dp = cell.apart ? backend.makeTensorInfo(shape, 'float32') : dz;
  const [carry] = dispatch(backend, {
    inputs: { dh, dc },
    outputs: { carry: { shape: [cells ? 2 : 1, batch, units] } },
    count,
    body: `
  carry[i] = ${dh ? 'dh[i]' : '0'};
  ${cells ? `carry[u.count + i] = ${dc ? 'dc[i]' : '0'};` : ''}`,
  });
  const product = `
  for (var k = 0u; k < u.terms; k++) {
    d += ${cell.apart ? 'dp' : 'dz'}[(b * u.time + u.after) * ${cell.gates} * u.units + k] * turned[k * u.units + j];
  }`;
  const bodies = [true, false].map((start) =>
    cell.back({ masked: mask ? 'mask[row] == 0' : 'false', c: memory(start, c) }),
  );
  for (const { t, before, after, start, end } of [...steps].reverse()) {
    bodies[start ? 0 : 1]!.forEach((body, part) => {
      dispatch(backend, {
        inputs: { turned, c, mask, gates, prev, cells, inner, dy },
        changed: { carry, dz, ...(cell.apart && { dp }) },
        outputs: {},
        integers: { time, units, t, before, after, terms: end ? 0 : across * units },
        count,
        head: functions,
        body:
          places(cell.gates) +
          (part > 0 ? body : `\n  var d = carry[i]${dy ? ' + dy[at]' : ''};${product}\n  let dh = d;${body}`),
      });
    });
  }
  const states = dispatch(backend, {
    inputs: { turned, [cell.apart ? 'dp' : 'dz']: dp, carry },
    outputs: { dh0: { shape: [batch, units] }, dc0: cells && { shape: [batch, units] } },
    integers: { time, units, after: steps[0]?.t ?? 0, terms: across * units },
    count,
    body: `
  let b = i / u.units;
  let j = i % u.units;
  var d = carry[i];${product}
  dh0[i] = d;
  ${cells ? 'dc0[i] = carry[u.count + i];' : ''}`,
  });
  for (const { dataId } of [carry!, turned]) backend.disposeData(dataId);
  return { dz, dp, states };
}

/** xᵀ · dy over all samples and steps. */
export const weightGrad = (backend: WebGpuBackend, x: TensorInfo, dy: TensorInfo): TensorInfo => {
  const rows = (of: TensorInfo): TensorInfo => ({ ...of, shape: [of.shape[0]! * of.shape[1]!, of.shape[2]!] });
  return builtin(backend, 'BatchMatMul', { a: rows(x), b: rows(dy) }, { transposeA: true, transposeB: false });
};
