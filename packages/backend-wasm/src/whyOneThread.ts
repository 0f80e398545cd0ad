/** Why threads are not to be had here, in words for a log; undefined if they are. */
export function whyOneThread(): string | undefined {
  const page = globalThis as { crossOriginIsolated?: boolean };
  if (typeof SharedArrayBuffer === 'undefined' || page.crossOriginIsolated === false) {
    return 'more need a page that is cross-origin isolated';
  }
  try {
    // As much as tfjs's module reserves, of addresses, not of memory.
    new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
  } catch {
    return 'more need 4 GiB of addresses';
  }
  return undefined;
}
