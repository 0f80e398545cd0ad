// Recurrent layers in float64, from the definition.

export interface Sizes {
  readonly batch: number;
  readonly time: number;
  readonly features: number;
  readonly units: number;
  /** Of gates that are clip(gateSlope · x + ½, 0, 1) in the place of σ(x). */
  readonly gateSlope?: number;
}

/** Inputs by name, row-major; absent ones are zeros, and no mask counts every step. */
export type Values = Readonly<Record<string, ArrayLike<number> | undefined>>;

const opening =
  (slope = 0) =>
  (x: number): number =>
    slope ? Math.min(Math.max(slope * x + 0.5, 0), 1) : 1 / (1 + Math.exp(-x));

/** Row `r` of `x` times the columns from `column` on of a matrix that has `columns` of them. */
const times = (x: ArrayLike<number>, w: ArrayLike<number>, columns: number, column: number): number => {
  let total = 0;
  for (let k = 0; k < x.length; k++) total += x[k]! * w[k * columns + column]!;
  return total;
};

/** How one sample's states become the next ones; `z` is the product with the input, bias included. */
export type Step = (
  z: number[],
  states: number[][],
  values: Values,
  units: number,
  open: (x: number) => number,
) => number[][];

const gru =
  (after: boolean): Step =>
  (z, [h], { recurrentKernel, bias }, units, open) => {
    const inner = (n: number, j: number, of = h!): number => times(of, recurrentKernel!, 3 * units, n * units + j);
    const own = (n: number, j: number): number => (after ? (bias?.[(3 + n) * units + j] ?? 0) : 0);
    const gate = (n: number, j: number): number => open(z[n * units + j]! + inner(n, j) + own(n, j));
    const reset = h!.map((h, j) => gate(1, j) * h);
    return [
      h!.map((h, j) => {
        const product = after ? gate(1, j) * (inner(2, j) + own(2, j)) : inner(2, j, reset);
        const candidate = Math.tanh(z[2 * units + j]! + product);
        return gate(0, j) * h + (1 - gate(0, j)) * candidate;
      }),
    ];
  };

export const steps: Readonly<Record<string, { gates: number; states: number; step: Step }>> = {
  LSTM: {
    gates: 4,
    states: 2,
    step: (z, [h, c], { recurrentKernel }, units, open) => {
      const gate = (n: number, j: number): number =>
        z[n * units + j]! + times(h!, recurrentKernel!, 4 * units, n * units + j);
      const next = c!.map((c, j) => open(gate(1, j)) * c + open(gate(0, j)) * Math.tanh(gate(2, j)));
      return [next.map((c, j) => open(gate(3, j)) * Math.tanh(c)), next];
    },
  },
  'GRU, reset after': { gates: 3, states: 1, step: gru(true) },
  'GRU, reset before': { gates: 3, states: 1, step: gru(false) },
  SimpleRNN: {
    gates: 1,
    states: 1,
    step: (z, [h], { recurrentKernel }, units) => [
      h!.map((_, j) => Math.tanh(z[j]! + times(h!, recurrentKernel!, units, j))),
    ],
  },
};

/** The outputs of each step, in the order of time, and the last states. */
export function sequence(
  name: string,
  { batch, time, features, units, gateSlope }: Sizes,
  values: Values,
  goBackwards: boolean,
): { y: Float64Array; states: Float64Array[] } {
  const { gates, states: count, step } = steps[name]!;
  const { x, kernel, bias, mask } = values;
  const y = new Float64Array(batch * time * units);
  const last = Array.from({ length: count }, () => new Float64Array(batch * units));
  for (let b = 0; b < batch; b++) {
    let states = ['h', 'c']
      .slice(0, count)
      .map((state) => Array.from({ length: units }, (_, j) => values[state]?.[b * units + j] ?? 0));
    for (let s = 0; s < time; s++) {
      const at = b * time + (goBackwards ? time - 1 - s : s);
      const input = Array.from({ length: features }, (_, k) => x![at * features + k]!);
      const z = Array.from(
        { length: gates * units },
        (_, j) => times(input, kernel!, gates * units, j) + (bias?.[j] ?? 0),
      );
      if (!mask || mask[at]) states = step(z, states, values, units, opening(gateSlope));
      y.set(states[0]!, at * units);
    }
    states.forEach((state, i) => {
      last[i]!.set(state, b * units);
    });
  }
  return { y, states: last };
}
