interface Dawn {
  create(options: string[]): GPU;
  readonly globals: object;
}

/** Whether this is Node (or what takes its place), where Dawn can stand in for a browser's WebGPU. */
export const inNode = (): boolean =>
  typeof (globalThis as { process?: { versions?: { node?: string } } }).process?.versions?.node === 'string';

/**
 * The browser's WebGPU, or in Node that of the npm package `webgpu`, put where tfjs looks for it.
 *
 * @returns Undefined where there is neither.
 */
export async function gpu(dawn: readonly string[]): Promise<GPU | undefined> {
  const { navigator } = globalThis as { navigator?: Navigator };
  if (navigator?.gpu) return navigator.gpu;
  if (!inNode()) return undefined;
  let module: Dawn;
  try {
    // In a variable, so that bundlers for the browser do not look for it.
    const id = 'webgpu';
    module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ id)) as Dawn;
  } catch {
    return undefined;
  }
  Object.assign(globalThis, module.globals);
  const made = module.create([...dawn]);
  if (!navigator) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true, writable: true });
  Object.defineProperty(globalThis.navigator, 'gpu', { value: made, configurable: true });
  return made;
}
