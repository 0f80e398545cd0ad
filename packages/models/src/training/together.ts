// Training with other processes on their shares of the data, behind one `import()`: most programs train alone.
import type { Peers } from '@tenonjs/contracts';
import { kernel } from '@tenonjs/internal';
import {
  dispose,
  getBackend,
  getKernel,
  keep,
  mul,
  type Tensor,
  tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { trainableVariables } from '../network/trainableVariables.js';
import { decodeSafetensors } from '../serialization/safetensors.js';
import type { Batch, Share } from './batches.js';
import { decodeState, encodeState } from './checkpoint.js';
import { type Fused, fused } from './fused.js';
import type { MeanState } from './mean.js';
import { whenReady } from './ready.js';
import type { Running, RunningState } from './running.js';
import type { Trainee } from './trainee.js';
import type { Seen } from './trainStep.js';

/** Whether training is to stop, and whether that is for an interruption. */
export interface Wish {
  readonly stopped: boolean;
  readonly aborted: boolean;
}

/** What `fit` does otherwise where it is one of several ranks; `stopped` and `aborted` are any rank's, as of the last step. */
export interface Together extends Wish {
  /** This rank's rows of a batch. */
  readonly share: Share;
  /** Throws where ranks do not train the same; else all go on with the first's seed. */
  agree(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * One step of all ranks: each the gradients of its rows, then the same update.
   *
   * @param seed - This rank's.
   */
  step(batch: Batch, seed: number, observe: (seen: Seen) => void): Promise<void>;
  /** Makes the weights one again where ranks went some steps by themselves, and the wish to stop. */
  meet(): Promise<void>;
  /** Adds the other ranks' results. */
  merge(results: Running): Promise<void>;
  /** All ranks' results. */
  results(results: Running): Promise<RunningState>;
}

/** What steps are made of: given, since Vite makes a file of its own of what the page imports and this does too. */
type Steps = Pick<typeof import('./trainStep.js'), 'backward' | 'trainStep' | 'update'>;

/** @param wish - What this rank is asked for. */
export function together(
  trainee: Trainee,
  peers: Peers,
  wish: () => Wish,
  { backward, trainStep, update }: Steps,
): Together {
  const { rank, size, every } = peers;
  const { network, compiled } = trainee;
  let known: Wish = { stopped: false, aborted: false };
  let alike = false;
  /** Variables without a gradient: a rank without rows is not to update them either. */
  let absent: boolean[] = [];
  /** What gradients are divided by before they are summed: the last step's weight of all ranks. */
  let expected = 1;
  /** Steps since the weights were last the same. */
  let alone = 0;

  const exchange = async (value: unknown): Promise<unknown[]> =>
    (await peers.gather(encodeState(value))).map((bytes) => decodeState(decodeSafetensors(bytes, 'fit')));

  /** Everything that is to be the same on all ranks after a step, beside the gradients' variables. */
  const floats = (): Variable[] => Object.values(network.weights).filter(({ dtype }) => dtype === 'float32');

  /** Before the first step: the same weights by name and shape, and then those of rank 0. */
  async function alikeFrom(): Promise<void> {
    const shapes = Object.entries(network.weights).map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
    const all = (await exchange(shapes)) as string[][];
    for (const [i, other] of all.entries()) {
      const at = all[0]!.findIndex((weight, j) => weight !== other[j]);
      const odd = at < 0 && other.length > all[0]!.length ? all[0]!.length : at;
      if (odd >= 0)
        throw new RangeError(
          `fit: rank ${i} must have the model of rank 0: its weight ${odd} must be ${all[0]![odd] ?? 'absent'}, got ${other[odd] ?? 'none'}.`,
        );
    }
    const variables = floats();
    assign(variables, await peers.broadcast(await read(variables)));
    alike = true;
  }

  /** What goes round at each step: gradients, last layer first, what else is to be averaged, and what the rank says. */
  let buffer: Fused | undefined;
  let trained: readonly Variable[] = [];

  /** Sums over the ranks, and what those wish. */
  async function summed(buffer: Fused, weight: number, rows: number): Promise<readonly [weight: number, rows: number]> {
    const said = buffer.parts.at(-1)!;
    const { stopped, aborted } = wish();
    // Even a rank without rows may wish to stop.
    said.set([weight, rows, Number(stopped), Number(aborted)]);
    await buffer.sum();
    known = { stopped: said[2]! > 0, aborted: said[3]! > 0 };
    return [said[0]!, said[1]!];
  }

  async function meet(): Promise<void> {
    if (alone > 0) {
      const variables = floats();
      buffer ??= fused([...variables.map(({ size }) => size), SAID], 0, peers);
      for (const [i, values] of (await read(variables)).entries()) put(buffer.parts[i]!, values, 1);
      await summed(buffer, 1, 1);
      assign(
        variables,
        buffer.parts.map((part) => part.map((value) => value / size)),
      );
      alone = 0;
      return;
    }
    const wishes = (await exchange(wish())) as Wish[];
    known = { stopped: wishes.some(({ stopped }) => stopped), aborted: wishes.some(({ aborted }) => aborted) };
  }

  async function gradientStep(batch: Batch, rows: number, seed: number, observe: (seen: Seen) => void): Promise<void> {
    // The last layer's gradients are there first.
    const variables = trainableVariables(network);
    const others = floats().filter((variable) => !variables.includes(variable));
    const last = variables.length - 1;
    if (variables.some((variable, i) => variable !== trained[i])) buffer = undefined;
    trained = variables;
    buffer ??= fused(
      [...variables.map(({ size }) => size).reverse(), ...others.map(({ size }) => size), SAID],
      variables.length,
      peers,
    );
    const { parts, ready } = buffer;
    const reads: Promise<void>[] = [];
    const send = (i: number, gradient: Tensor): void => {
      const at = last - i;
      if (kernel('Read', { x: gradient }, { into: parts[at] })) ready(at);
      // Where memory is elsewhere, when it comes.
      else
        reads.push(
          gradient.data<'float32'>().then((values) => {
            parts[at]!.set(values);
            ready(at);
          }),
        );
    };
    let weight: number | Tensor = rows;
    const grads = tidy(() => {
      if (rows === 0) {
        for (let i = 0; i <= last; i++) parts[i]!.fill(0);
        return [];
      }
      const found = backward(network, compiled, batch, seed, observe, {
        factors({ outputs }) {
          // What the loss is the mean of: with a mask, fewer than the rows.
          const counts = outputs.flatMap(({ objective }) => (objective ? [objective.count] : []));
          const count = counts.length === 1 ? counts[0]! : rows;
          if (typeof count !== 'number') weight = keep(count.clone());
          return typeof count === 'number' ? [count / expected] : [count, 1 / expected];
        },
        ...(peers.overlap && { watch: (variables, handles) => whenReady(variables, handles, send) }),
      });
      absent = found.map((gradient) => !gradient);
      for (const [i, gradient] of found.entries()) {
        if (!gradient) parts[last - i]!.fill(0);
        else if (!peers.overlap) send(i, gradient);
      }
      return found.filter(Boolean);
    });
    let sums: readonly [weight: number, rows: number];
    try {
      const [own, values] = await Promise.all([
        typeof weight === 'number' ? weight : (weight as Tensor).data().then(([count]) => count!),
        read(others),
        ...reads,
      ]);
      for (const [i, each] of values.entries()) put(parts[last + 1 + i]!, each, rows);
      sums = await summed(buffer, own, rows);
    } finally {
      dispose(grads);
      if (typeof weight !== 'number') (weight as Tensor).dispose();
    }
    const factor = sums[0] > 0 ? expected / sums[0] : 1;
    if (sums[0] > 0) expected = sums[0];
    // Others go on reading the array that a tensor is made of.
    const copies = getKernel('Read', getBackend()) !== undefined;
    tidy(() => {
      const whole = variables.map(({ shape }, i) => {
        if (absent[i]) return undefined;
        const part = parts[last - i]!;
        const sum = tensor(copies ? part : part.slice(), shape, 'float32');
        return factor === 1 ? sum : mul(sum, factor);
      });
      assign(
        others,
        parts.slice(last + 1).map((part) => part.map((value) => value / sums[1])),
      );
      update(network, compiled, whole as Tensor[]);
    });
  }

  const all = async (results: Running): Promise<RunningState> => {
    const states = (await exchange(await results.getState())) as RunningState[];
    return {
      means: states[0]!.means.map((_, i) => states.map(({ means }) => means[i]!).reduce(plus)),
      // A metric's state is a list of partial results, in whatever number; that of a mean is like a loss's.
      metrics: states[0]!.metrics.map((first, i) => {
        const parts = states.map(({ metrics }) => metrics[i]);
        return first === null ? null : Array.isArray(first) ? parts.flat() : (parts as MeanState[]).reduce(plus);
      }),
    };
  };

  return {
    share: (start, end) => {
      const rows = end - start;
      return [start + Math.floor((rank * rows) / size), start + Math.floor(((rank + 1) * rows) / size)];
    },
    get stopped() {
      return known.stopped;
    },
    get aborted() {
      return known.aborted;
    },
    async agree(settings) {
      await trainee.restoreOptimizer();
      const [seed] = (await exchange(trainee.seed)) as number[];
      trainee.resume({ seed: seed!, step: trainee.step, optimizer: [] });
      const own = { ...settings, optimizer: (compiled.optimizer as { type?: string }).type ?? null, every };
      const [first, ...others] = (await exchange(own)) as Record<string, unknown>[];
      for (const [i, other] of others.entries()) {
        for (const [name, value] of Object.entries(first!)) {
          const [want, got] = [value, other[name]].map((each) => JSON.stringify(each));
          if (want !== got)
            throw new RangeError(`fit: rank ${i + 1} must have the ${name} of rank 0, ${want}, got ${got}.`);
        }
      }
      known = { stopped: false, aborted: false };
    },
    async step(batch, seed, observe) {
      if (!alike) await alikeFrom();
      const rows = batch.x[0]!.shape[0]!;
      if (every > 1) {
        if (rows > 0) trainStep(network, compiled, batch, seed, observe);
        if (++alone >= every) await meet();
        return;
      }
      await gradientStep(batch, rows, seed, observe);
    },
    meet,
    results: all,
    async merge(results) {
      const merged = await all(results);
      results.reset();
      results.setState(merged);
    },
  };
}

/** How many numbers a rank says with its values: its weight, its rows, and its wishes. */
const SAID = 4;

function put(part: Float32Array, values: Float32Array, weight: number): void {
  for (let i = 0; i < part.length; i++) part[i] = values[i]! * weight;
}

const read = (tensors: readonly Tensor[]): Promise<Float32Array[]> =>
  Promise.all(tensors.map((each) => each.data<'float32'>()));

function assign(variables: readonly Variable[], values: readonly Float32Array[]): void {
  tidy(() => {
    for (const [i, variable] of variables.entries()) variable.assign(tensor(values[i]!, variable.shape, 'float32'));
  });
}

const plus = (a: MeanState, b: MeanState): MeanState => ({
  sum: a.sum === null ? b.sum : b.sum === null ? a.sum : a.sum + b.sum,
  count: a.count + b.count,
});
