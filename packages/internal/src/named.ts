/** Gives a function the name it is saved by; see `Named` in the contracts. Call it behind `@__PURE__`, so that it is tree-shaken. */
export function named<F extends (...args: any[]) => unknown, C extends object>(
  type: string,
  f: F,
  config?: C,
): F & { readonly type: string; readonly config?: C } {
  return Object.assign(f, config === undefined ? { type } : { type, config });
}
