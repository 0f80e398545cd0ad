import type { Page } from 'playwright-core';

/** One event of Chromium's trace: a task with its times in microseconds, or a thread's name. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** By the clock, and of the processor; absent where the trace ended within the task. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly src_func?: string };
}

type Task = Required<TraceEvent>;

/** What a page's main thread did while it was watched; all times in milliseconds. */
export interface MainThread {
  /** Of the tasks, the processor's longest: what the page itself worked, however busy the machine is. */
  readonly longest: number;
  /** Which it was: the function in Chromium that asked for it. */
  readonly what: string;
  /** By the clock, the tasks that lasted 100 and more: work, and waiting for a processor that others have. */
  readonly late: readonly number[];
  /** From the first task to the end of the last. */
  readonly watched: number;
}

/**
 * Watches every task of a page's main thread, by the trace that Chromium keeps of them.
 *
 * @returns Ends it, and tells what was seen.
 */
export async function watchMainThread(page: Page): Promise<() => Promise<MainThread>> {
  const devtools = await page.context().newCDPSession(page);
  const tasks: Task[] = [];
  const mainThreads = new Set<string>();
  const thread = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  devtools.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      if (event.name === 'ThreadControllerImpl::RunTask') {
        if (event.tdur !== undefined) tasks.push(event as Task);
      } else if (event.args.name === 'CrRendererMain') mainThreads.add(thread(event));
    }
  });
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  return async () => {
    const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
    await devtools.send('Tracing.end');
    await complete;
    await devtools.detach();
    const ours = tasks.filter((task) => mainThreads.has(thread(task))).sort((a, b) => a.ts - b.ts);
    const [first, last] = [ours[0], ours.at(-1)];
    if (!first || !last) throw new Error('watchMainThread: the trace must hold tasks of the main thread, got none.');
    const longest = ours.reduce((most, task) => (task.tdur > most.tdur ? task : most));
    return {
      longest: longest.tdur / 1000,
      what: longest.args.src_func ?? '',
      late: ours.map(({ dur }) => dur / 1000).filter((time) => time >= 100),
      watched: (last.ts + last.dur - first.ts) / 1000,
    };
  };
}
