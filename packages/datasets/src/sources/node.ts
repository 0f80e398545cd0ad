// Node's modules where there is a Node, without an import that bundlers for the browser would stumble over.
type Modules = {
  fs: typeof import('node:fs/promises');
  os: typeof import('node:os');
  path: typeof import('node:path');
  module: typeof import('node:module');
};

/** Node's own modules, undefined in browsers. */
export function node(): Modules | undefined {
  const load = globalThis.process?.getBuiltinModule;
  return (
    load && { fs: load('node:fs/promises'), os: load('node:os'), path: load('node:path'), module: load('node:module') }
  );
}
