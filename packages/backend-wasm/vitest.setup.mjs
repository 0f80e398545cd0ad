import { activate } from './src/activate.ts';

await activate({ relaxed: process.env.TENON_SIMD === 'relaxed' });
