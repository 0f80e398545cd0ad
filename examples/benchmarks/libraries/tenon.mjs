import { activate } from '@tenonjs/backend-wasm';
import { serve } from './serve.mjs';
import { workloads } from './workloads.mjs';

const { description } = await activate({ threads: Number(process.env.BENCH_THREADS) });
await serve(description, workloads);
