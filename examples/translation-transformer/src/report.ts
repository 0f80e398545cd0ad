import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Tokenizer } from '@tenonjs/datasets';
import { bleu } from '@tenonjs/metrics';
import { attentionMap } from '@tenonjs/vis';
import { attentionOf } from './attention.js';
import type { Pair } from './corpus.js';
import { translate } from './decoding.js';
import type { Translator } from './translator.js';

/** Words as the data set cuts them. */
const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** BLEU of a corpus, as a percentage: sacreBLEU's, of texts that are cut into words already (`--tokenize none`). */
export function bleuOf(translations: readonly string[], references: readonly string[]): number {
  const metric = bleu();
  metric.update(
    references.map((reference) => [words(reference)]),
    translations.map(words),
  );
  const score = metric.result();
  const [value] = score.dataSync();
  score.dispose();
  return 100 * value!;
}

export interface ReportOptions {
  readonly beam: number;
  /** The folder for the translations and the attention maps. */
  readonly output: string;
}

/** Translates the test set, greedily and by beam search; prints BLEU and samples; draws where the decoder looked. */
export async function report(
  model: Translator,
  tokenizer: Tokenizer,
  test: readonly Pair[],
  { beam, output }: ReportOptions,
): Promise<void> {
  mkdirSync(output, { recursive: true });
  const sources = test.map(({ source }) => source);
  const references = test.map(({ target }) => target);
  let translations: string[] = [];
  for (const size of new Set([1, beam])) {
    const began = performance.now();
    translations = await translate(model, tokenizer, sources, { beam: size });
    const seconds = (performance.now() - began) / 1000;
    const name = size === 1 ? 'greedy' : `beam of ${size}`;
    console.log(`BLEU, ${name}: ${bleuOf(translations, references).toFixed(2)} (${seconds.toFixed(0)} s)`);
    const file = size === 1 ? 'greedy.txt' : 'beam.txt';
    writeFileSync(path.join(output, file), translations.map((text) => `${text}\n`).join(''));
  }
  const every = Math.ceil(test.length / 5);
  for (let i = 0; i < test.length; i += every) {
    console.log(`\n  ${sources[i]}\n  is     ${references[i]}\n  told   ${translations[i]}`);
    await draw(model, tokenizer, sources[i]!, translations[i]!, path.join(output, `attention-${i + 1}`));
  }
}

/** Translates a text of one's own, and draws where the decoder looked. */
export async function translateOne(
  model: Translator,
  tokenizer: Tokenizer,
  text: string,
  { beam, output }: ReportOptions,
): Promise<void> {
  const [translation] = await translate(model, tokenizer, [text], { beam });
  console.log(translation);
  await draw(model, tokenizer, text, translation!, path.join(output, 'attention'));
}

async function draw(
  model: Translator,
  tokenizer: Tokenizer,
  source: string,
  translation: string,
  file: string,
): Promise<void> {
  const { scores, sourceTokens, targetTokens } = attentionOf(model, tokenizer, source, translation);
  const picture = attentionMap(scores, targetTokens, sourceTokens, {
    title: 'Where the decoder looks',
    queryName: 'Translation',
    keyName: 'Source',
  });
  for (const type of ['svg', 'png']) await picture.save(`${file}.${type}`);
}
