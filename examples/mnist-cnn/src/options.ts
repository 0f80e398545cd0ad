import path from 'node:path';
import { parseArgs } from 'node:util';

const usage =
  'npm start -- [--epochs 10] [--batch-size 32] [--backend wasm] [--seed 1] [--limit 60000] [--output output]';

/** Ends the program with one sentence and the usage. */
export function fail(sentence: string): never {
  console.error(`${sentence}.\nUsage: ${usage}`);
  process.exit(2);
}

/** The command line's options, checked; ends the program with one sentence where they are wrong. */
export function options() {
  try {
    const { values } = parseArgs({
      options: {
        epochs: { type: 'string', default: '10' },
        'batch-size': { type: 'string', default: '32' },
        backend: { type: 'string', default: process.env.BACKEND ?? 'wasm' },
        seed: { type: 'string', default: '1' },
        limit: { type: 'string', default: '60000' },
        output: { type: 'string', default: 'output' },
      },
    });
    const whole = (option: 'epochs' | 'batch-size' | 'seed' | 'limit', least: number): number => {
      const value = Number(values[option]);
      if (!Number.isInteger(value) || value < least) {
        throw new RangeError(`--${option} must be a whole number of at least ${least}, got ${values[option]}`);
      }
      return value;
    };
    return {
      epochs: whole('epochs', 1),
      batchSize: whole('batch-size', 1),
      seed: whole('seed', 0),
      limit: whole('limit', 10),
      backend: values.backend,
      output: path.resolve(values.output),
    };
  } catch (error) {
    fail((error as Error).message);
  }
}
