import type { Tokenizer } from '@tenonjs/datasets';
import { tidy } from '@tensorflow/tfjs-core';
import { decoder } from './decoding.js';
import type { Translator } from './translator.js';

/**
 * Where the decoder's last block looked at the source while it wrote each token of the translation.
 *
 * @returns `scores [heads][target tokens][source tokens]`, and the tokens.
 */
export function attentionOf(model: Translator, tokenizer: Tokenizer, source: string, translation: string) {
  const read = tokenizer.encode(source, { end: true });
  const written = tokenizer.encode(translation, { start: true, end: true });
  const writing = decoder(model, [read]);
  const scores = tidy(() => writing.next([written.subarray(0, -1)]).scores.arraySync() as number[][][][])[0]!;
  writing.dispose();
  const tokens = (ids: Int32Array): string[] => Array.from(ids, (id) => tokenizer.vocabulary[id]!.replace('▁', ''));
  // A row is of the token that was written there: the one after that which went in.
  return { scores, sourceTokens: tokens(read), targetTokens: tokens(written.subarray(1)) };
}
