import { bytePairTokenizer, type Tokenizer } from '@tenonjs/datasets';
import { load } from '@tenonjs/models';
import { fileSystem } from '@tenonjs/node';
import { type Translator, translator } from './translator.js';

/** A model with what it takes to use it: its vocabulary and its languages. */
export interface Saved {
  readonly model: Translator;
  readonly tokenizer: Tokenizer;
  readonly from: string;
  readonly to: string;
}

const vocabulary = 'vocabulary.json';

export async function save(folder: string, { model, tokenizer, from, to }: Saved): Promise<void> {
  const storage = fileSystem(folder);
  await model.save(storage, { includeOptimizer: false });
  const text = JSON.stringify({ from, to, tokenizer: tokenizer.config });
  await storage.write({ [vocabulary]: new TextEncoder().encode(text) });
}

/** @throws {Error} If a file is missing. */
export async function read(folder: string): Promise<Saved> {
  const storage = fileSystem(folder);
  const { tokenizer, ...languages } = JSON.parse(new TextDecoder().decode(await storage.read(vocabulary)));
  const model = (await load(storage, { translator })) as unknown as Translator;
  return { model, tokenizer: bytePairTokenizer(tokenizer), ...languages };
}
