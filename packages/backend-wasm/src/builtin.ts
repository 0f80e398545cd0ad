/** A module of Node, without an import that bundlers for the browser refuse even where it is never reached. */
export function builtin<T>(id: string): T | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(id: string): unknown } };
  return process?.getBuiltinModule?.(id) as T | undefined;
}
