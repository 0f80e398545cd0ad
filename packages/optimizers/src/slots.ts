import { dispose, type Tensor, tidy, type Variable, variable } from '@tensorflow/tfjs-core';

export interface NamedTensor {
  name: string;
  tensor: Tensor;
}

export type Slots = Record<string, Tensor | undefined>;

/** What an optimizer remembers of each variable, and how that is saved and restored. */
export interface SlotStore {
  /** Makes the slots of variables not seen before, or binds those that wait for them. */
  see(variables: readonly Variable[]): void;
  /** The slots of a variable that was seen. */
  of(w: Variable): Record<string, Variable>;
  /** Calls `f` for each variable, in order of first sight. */
  each(f: (slots: Record<string, Variable>, w: Variable) => void): void;
  /** All slots, `0/m`, `0/v`, `1/m` …: variable by variable in order of first sight. */
  all(): { name: string; tensor: Variable }[];
  /** That `weights` are a scalar and then the slots, as far as these are known yet. */
  check(weights: readonly NamedTensor[]): void;
  /** Copies values into the slots, or keeps them for the variables to come. */
  restore(values: readonly NamedTensor[]): void;
  dispose(): void;
}

/** `adam: 0/m must have shape [2], got [3].` */
export function checkShape(who: string, what: string, { shape }: Tensor, wanted: { shape: number[] }): void {
  if (shape.join() !== wanted.shape.join()) {
    throw new RangeError(`${who}: ${what} must have shape [${wanted.shape.join(', ')}], got [${shape.join(', ')}].`);
  }
}

/** @param initial - The first slots of a variable; those undefined are not kept. */
export function slotStore(who: string, initial: (w: Variable) => Slots): SlotStore {
  const seen = new Map<Variable, Record<string, Variable>>();
  let pending: { name: string; tensor: Variable }[] = [];

  const fit = (values: readonly NamedTensor[], wanted: readonly { shape: number[] }[]): void => {
    if (values.length !== wanted.length) {
      throw new RangeError(`${who}: the state must be ${wanted.length} tensors, got ${values.length}.`);
    }
    values.forEach(({ name, tensor }, i) => {
      checkShape(who, name, tensor, wanted[i]!);
    });
  };

  const all: SlotStore['all'] = () => {
    const slots = [...seen.values()].flatMap((slots, i) =>
      Object.entries(slots).map(([slot, tensor]) => ({ name: `${i}/${slot}`, tensor })),
    );
    return [...slots, ...pending];
  };

  return {
    see: (variables) => {
      const fresh = variables.filter((w) => !seen.has(w));
      if (fresh.length === 0) return;
      tidy(() => {
        const first = fresh.map((w) => Object.entries(initial(w)).filter(([, tensor]) => tensor)) as [
          string,
          Tensor,
        ][][];
        const tensors = first.flat().map(([, tensor]) => tensor);
        if (pending.length > 0) fit(pending, tensors);
        fresh.forEach((w, i) => {
          const slots = first[i]!.map(([slot, tensor]) => [slot, pending.shift()?.tensor ?? variable(tensor, false)]);
          seen.set(w, Object.fromEntries(slots));
        });
      });
    },
    of: (w) => seen.get(w)!,
    each: (f) => seen.forEach(f),
    all,
    check: ([iter, ...values]) => {
      const known = seen.size > 0 ? all() : values;
      fit(iter ? [iter, ...values] : [], [{ shape: [] }, ...known.map(({ tensor }) => tensor)]);
    },
    restore: (values) => {
      if (seen.size > 0) {
        all().forEach(({ tensor }, i) => {
          if (tensor !== values[i]!.tensor) tensor.assign(values[i]!.tensor);
        });
      } else {
        dispose(pending);
        pending = values.map(({ name, tensor }) => ({ name, tensor: variable(tensor, false) }));
      }
    },
    dispose: () => {
      dispose(all());
      seen.clear();
      pending = [];
    },
  };
}
