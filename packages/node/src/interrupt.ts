export interface InterruptOptions {
  /** Called at the first signal. Default: a line on stderr that says how to stop at once. */
  readonly onInterrupt?: (signal: NodeJS.Signals) => void;
}

export interface Interrupt {
  /** For `fit({ signal })`: aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** What an interrupted program exits with, 130 after Ctrl-C and 143 after SIGTERM; undefined while nothing came. */
  readonly exitCode: number | undefined;
  /** Stops listening: Ctrl-C kills again. */
  dispose(): void;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** A runner such as npm passes on the Ctrl-C that the terminal sent too: what follows this fast is the same one. */
const echo = 500;

/**
 * Turns Ctrl-C and SIGTERM into an AbortSignal, so that training ends after its batch, with history and checkpoints kept.
 * A second Ctrl-C kills at once.
 *
 * @example
 * const interrupted = interrupt();
 * // await model.fit(x, y, { signal: interrupted.signal });
 * interrupted.dispose();
 * process.exitCode = interrupted.exitCode;
 * interrupted.signal.aborted; // false
 */
export function interrupt(options: InterruptOptions = {}): Interrupt {
  const {
    onInterrupt = () => process.stderr.write('\nStopping after this batch; press Ctrl-C again to stop at once.\n'),
  } = options;
  const controller = new AbortController();
  let exitCode: number | undefined;
  const signals = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  const stop = (signal: keyof typeof exitCodes): void => {
    if (exitCode !== undefined) return;
    exitCode = exitCodes[signal];
    // Without a listener the system itself kills, even while a long computation keeps Node from listening.
    setTimeout(dispose, echo).unref();
    onInterrupt(signal);
    controller.abort(new DOMException(`The program was interrupted by ${signal}.`, 'AbortError'));
  };
  const dispose = (): void => {
    for (const signal of signals) process.off(signal, stop as NodeJS.SignalsListener);
  };
  for (const signal of signals) process.on(signal, stop as NodeJS.SignalsListener);
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
    dispose,
  };
}
