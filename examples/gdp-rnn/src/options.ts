import path from 'node:path';
import { parseArgs } from 'node:util';

const usage =
  'npm start -- [--model simpleRNN|lstm|gru] [--country China --source world-gdp.csv] [--window 4,8,12] [--epochs 500] [--units 64] [--backend wasm] [--seed 1] [--output output]';

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
        model: { type: 'string', default: 'simpleRNN' },
        source: { type: 'string', default: 'us-macro-quarterly.csv' },
        country: { type: 'string' },
        epochs: { type: 'string', default: '500' },
        window: { type: 'string', default: '4,8,12' },
        units: { type: 'string', default: '64' },
        seed: { type: 'string', default: '1' },
        backend: { type: 'string', default: process.env.BACKEND ?? 'wasm' },
        output: { type: 'string', default: 'output' },
      },
    });
    const whole = (option: 'epochs' | 'window' | 'units' | 'seed', least: number, text = values[option]): number => {
      const value = Number(text);
      if (!Number.isInteger(value) || value < least || text.trim() === '') {
        throw new RangeError(`--${option} must be a whole number of at least ${least}, got ${text || 'nothing'}`);
      }
      return value;
    };
    if (!['simpleRNN', 'lstm', 'gru'].includes(values.model))
      throw new RangeError(`--model must be simpleRNN, lstm or gru, got ${values.model}`);
    return {
      model: values.model as 'simpleRNN' | 'lstm' | 'gru',
      source: values.source,
      country: values.country,
      epochs: whole('epochs', 1),
      windows: values.window.split(',').map((text) => whole('window', 1, text)),
      units: whole('units', 1),
      seed: whole('seed', 0),
      backend: values.backend,
      output: path.resolve(values.output),
    };
  } catch (error) {
    fail((error as Error).message);
  }
}
