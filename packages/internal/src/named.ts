/** Gives a function the name it is saved by; see `Named` in the contracts. Call it behind `@__PURE__`, so that it is tree-shaken. */
export function named<F extends (...args: any[]) => unknown>(
  type: string,
  f: F,
  config?: object,
): F & { readonly type: string; readonly config?: Readonly<Record<string, unknown>> } {
  return Object.assign(f, config === undefined ? { type } : { type, config: config as Record<string, unknown> });
}
