import { engine, type Tensor } from '@tensorflow/tfjs-core';

interface Node {
  readonly id: number;
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved: readonly Tensor[];
  readonly gradient: (dys: readonly Tensor[]) => Record<string, () => Tensor>;
}

/** Private in tfjs-core's typings and stable in its 4.x. */
interface Tape {
  readonly activeTape: Node[];
  nextTapeNodeId: number;
}

/**
 * Tells of each variable's gradient as soon as the backward pass has all of it, by an identity on the tape before the first
 * operation that reads the variable. Called at the end of what is differentiated, by `handles` in place of the variables.
 *
 * @param handles - Tensors of the variables' shapes.
 */
export function whenReady(
  variables: readonly Tensor[],
  handles: readonly Tensor[],
  ready: (i: number, gradient: Tensor) => void,
): void {
  const state = engine().state as unknown as Tape;
  const tape = state.activeTape;
  for (const [i, variable] of variables.entries()) {
    const at = tape.findIndex(({ inputs }) => Object.values(inputs).some(({ id }) => id === variable.id));
    if (at < 0) continue;
    tape.splice(at, 0, {
      id: state.nextTapeNodeId++,
      kernelName: 'Identity',
      inputs: { x: handles[i]! },
      outputs: [variable],
      saved: [],
      gradient: ([dy]) => {
        ready(i, dy!);
        return { x: () => dy! };
      },
    });
  }
}
