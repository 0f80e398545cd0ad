import { Worker } from 'node:worker_threads';
import type { Objective } from './search.js';

/** What a worker says: a report to be answered, the value, or what went wrong. */
type Message = { readonly report: number } | { readonly value: number } | { readonly error: string };

/** In the worker: runs the module's default export, whose reports go out and whose answers come in. */
const program = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { default: objective } = await import(workerData.module);
  const report = (value) => new Promise((resolve) => {
    parentPort.once('message', resolve);
    parentPort.postMessage({ report: value });
  });
  const reporting = (monitor = 'val_loss') => {
    let model;
    return {
      setModel(trained) { model = trained; },
      async onEpochEnd(_, logs) {
        if (logs[monitor] === undefined) throw new Error('search: there is no "' + monitor + '" to report.');
        if (await report(logs[monitor])) model.stopTraining = true;
      },
    };
  };
  try {
    parentPort.postMessage({ value: await objective(workerData.params, { ...workerData, report, reporting }) });
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) });
  }`;

/**
 * An objective that runs in a worker thread of its own, so that trials train side by side: `search(inWorkers(url), space,
 * { concurrency: 4 })`. Node only.
 *
 * @param module - The address of a module whose default export is the objective: `new URL('./objective.js', import.meta.url)`.
 * @example
 * const module = new URL('data:text/javascript,export default ({ x }) => x * x');
 * const { best } = await search(inWorkers(module), { x: choice([3, 2]) }, { trials: 2, algorithm: gridSearch(), concurrency: 2 });
 * best.value; // 4
 */
export function inWorkers(module: URL): Objective {
  return (params, { number, report }) =>
    new Promise<number>((resolve, reject) => {
      const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
        workerData: { module: module.href, params, number },
      });
      worker.on('message', async (message: Message) => {
        if ('report' in message) worker.postMessage(await report(message.report));
        else if ('value' in message) resolve(message.value);
        else reject(new Error(message.error));
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`inWorkers: trial ${number}'s thread ended with code ${code}.`)));
    });
}
