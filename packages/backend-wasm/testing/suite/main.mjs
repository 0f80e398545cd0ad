// The program that runs in a process of its own: bundled with tfjs-core, so that the tests and the kernels share one copy.
import { writeFileSync } from 'node:fs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util.js';
import jasmineCore from 'jasmine-core';
import { activate } from '../../src/activate.ts';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';

const { stock, relaxed, only, wasmPaths, results } = JSON.parse(process.argv[2]);

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
else await activate({ wasmPaths, relaxed });
setTestEnvs([{ name: 'wasm', backendName: 'wasm', isDataSync: true }]);
await import('@tensorflow/tfjs-core/dist/tests.js');
await runner.execute();
writeFileSync(results, JSON.stringify({ passed, failed }));
process.exit();
