import { add, dispose, div, keep, type Scalar, scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** A mean over batches that stays on the device: a sum, and the count of what it is the sum of. */
export interface Mean {
  /** `sum` is kept: it must be a tensor of its own. */
  add(sum: Tensor, count: Tensor | number): void;
  /** The caller disposes it; `empty` where nothing was added. */
  result(empty: number): Scalar;
  reset(): void;
  getState(): Promise<MeanState>;
  setState(state: MeanState): void;
}

export interface MeanState {
  readonly sum: number | null;
  readonly count: number;
}

export function mean(): Mean {
  let state: { sum?: Tensor; count: Tensor | number } = { count: 0 };
  const set = (next: typeof state): void => {
    dispose(state as Record<string, Tensor>);
    state = next;
  };
  return {
    add: (sum, count) =>
      tidy(() =>
        set({
          sum: keep(state.sum ? add(state.sum, sum) : sum),
          count:
            typeof count === 'number' && typeof state.count === 'number'
              ? state.count + count
              : keep(add(state.count, count)),
        }),
      ),
    result: (empty) => tidy(() => (state.sum ? (div(state.sum, state.count) as Scalar) : scalar(empty))),
    reset: () => set({ count: 0 }),
    async getState() {
      const { sum, count } = state;
      return {
        sum: sum ? (await sum.data())[0]! : null,
        count: typeof count === 'number' ? count : (await count.data())[0]!,
      };
    },
    setState: ({ sum, count }) => set({ ...(sum !== null && { sum: keep(scalar(sum)) }), count }),
  };
}
