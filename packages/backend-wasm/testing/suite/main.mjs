// The program that runs in a process of its own: bundled with tfjs-core, so that the tests and the kernels share one copy.
import { writeFileSync } from 'node:fs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { getKernelsForBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util.js';
import jasmineCore from 'jasmine-core';
import { activate } from '../../src/activate.ts';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';

const { stock, relaxed, threads, only, wasmPaths, results } = JSON.parse(process.argv[2]);

let jobs = 0;
let started;

/** Each group of tests has a backend of its own, whose threads start with its first kernel and then share all work there is. */
function shareAll() {
  const seen = new WeakSet();
  for (const config of getKernelsForBackend('wasm').filter(({ settings }) => settings)) {
    unregisterKernel(config.kernelName, 'wasm');
    registerKernel({
      ...config,
      kernelFunc(args) {
        const { tenon } = args.backend;
        if (tenon?.threads && !seen.has(tenon)) {
          seen.add(tenon);
          const { run, end, ready } = tenon.threads;
          started = ready;
          Object.assign(tenon, { leastShare: 1, measures: false });
          Object.assign(tenon.threads, {
            run(job) {
              jobs++;
              run(job);
            },
            end() {
              started = undefined;
              end();
            },
          });
        }
        return config.kernelFunc(args);
      },
    });
  }
}

const runner = jasmineCore.boot().getEnv();
runner.configure({ random: false, specFilter: (spec) => spec.getFullName().includes(only) });
const passed = [];
const failed = [];
runner.addReporter({
  specDone({ fullName, status, failedExpectations }) {
    if (status === 'passed') passed.push(fullName);
    if (status === 'failed') failed.push({ name: fullName, why: failedExpectations[0]?.message ?? 'no reason given' });
  },
});

if (stock) setWasmPaths(wasmPaths);
else await activate({ wasmPaths, relaxed, threads });
if (threads > 1) {
  shareAll();
  runner.beforeEach(() => started);
}
setTestEnvs([{ name: 'wasm', backendName: 'wasm', isDataSync: true }]);
await import('@tensorflow/tfjs-core/dist/tests.js');
await runner.execute();
writeFileSync(results, JSON.stringify({ passed, failed, jobs }));
process.exit();
