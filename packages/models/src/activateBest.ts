import type { Backend, BackendInfo } from '@tenonjs/contracts';

/** A backend that was tried and could not be had. */
export interface RefusedBackend {
  readonly name: string;
  /** What is missing, and its remedy. */
  readonly reason: string;
}

export interface BestBackend extends BackendInfo {
  /** Those tried before, in their order. */
  readonly refused: readonly RefusedBackend[];
}

/**
 * Activates the first of these backends that can be had, in the given order, and says why those before it could not.
 *
 * Backends are values: a module such as `@tenonjs/backend-wasm`, or `{ ...wasm, activate: () => wasm.activate({ threads: 4 }) }`
 * to give it options. What tfjs has of each is loaded when it is tried.
 *
 * @returns What was activated, with those refused.
 * @throws {RangeError} If there are none, or a backend refuses its options.
 * @throws {Error} If none can be had, with the reason of each.
 * @example
 * const gpu = { name: 'gpu', activate: async () => { throw new Error('activate: there is no GPU.'); } };
 * const cpu = { name: 'cpu', activate: async () => ({ name: 'cpu', description: 'cpu, one thread' }) };
 * const { description, refused } = await activateBest([gpu, cpu]);
 * description; // 'cpu, one thread'
 * refused; // [{ name: 'gpu', reason: 'there is no GPU.' }]
 */
export async function activateBest(backends: readonly Pick<Backend, 'name' | 'activate'>[]): Promise<BestBackend> {
  if (backends.length === 0) throw new RangeError('activateBest: backends must not be empty.');
  const refused: RefusedBackend[] = [];
  for (const { name, activate } of backends) {
    try {
      return { ...(await activate()), refused };
    } catch (error) {
      // What the caller got wrong is not the machine's want.
      if (error instanceof RangeError) throw error;
      refused.push({ name, reason: (error as Error).message.replace(/^activate: /, '') });
    }
  }
  const reasons = refused.map(({ name, reason }) => `${name}: ${reason}`);
  throw new Error(`activateBest: none of these backends can be had here.\n${reasons.join('\n')}`);
}
