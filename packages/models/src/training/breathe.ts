/** Lets timers, input and painting go first: waits for the next turn of the event loop. */
const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { setImmediate } = globalThis as { setImmediate?: (done: () => void) => void };
    if (setImmediate) return setImmediate(resolve);
    // Unlike setTimeout, a message is not held back 4 ms, nor a second in a hidden tab.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Returns a function to call often: it gives way once every `interval` milliseconds, and says whether it did. */
export function breathe(interval = 16): () => Promise<boolean> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < interval) return false;
    await nextTurn();
    last = performance.now();
    return true;
  };
}
