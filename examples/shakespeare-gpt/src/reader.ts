import type { DecoderCache, TransformerDecoder } from '@tenonjs/layers';
import type { Model } from '@tenonjs/models';
import { add, dispose, reshape, slice, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';

/** A GPT that reads on from where it is. */
export interface Reader {
  /** The scores of what comes next, `[vocabulary]`, after these too. */
  read(ids: ArrayLike<number>): Promise<Float32Array>;
  dispose(): void;
}

/**
 * Reads with a GPT step by step: keys and values of what was read are remembered, so that each character costs one time step.
 *
 * The scores are those of the model for all at once. Places are numbered within the context: where it is full, the reader goes
 * on with the later half of it, read anew.
 */
export function reader(model: Model): Reader {
  const words = model.getLayer('tokenEmbedding');
  const blocks = model.layers.filter(({ type }) => type === 'transformerDecoder') as unknown as TransformerDecoder[];
  const norm = model.getLayer('finalNorm');
  const places = model.layers.find(({ type }) => type === 'positionEmbedding')!.weights.embeddings!;
  const context = places.shape[0]!;
  let caches: readonly DecoderCache[] = [];
  let seen: number[] = [];

  const forget = (): void => {
    dispose(caches as unknown as Tensor[]);
    caches = [];
    seen = [];
  };
  /** Takes characters that the context has room for. */
  async function step(ids: readonly number[]): Promise<Float32Array> {
    const before = caches;
    const { scores, after } = tidy(() => {
      let x = add(
        words.call(tensor2d([...ids], [1, ids.length], 'int32')),
        slice(places, [seen.length, 0], [ids.length, -1]),
      );
      const after = blocks.map((block, i) => {
        const { output, cache } = block.decode(x, before[i] && { before: before[i] });
        x = output;
        return cache;
      });
      const last = slice(norm.call(x), [0, ids.length - 1, 0], [1, 1, -1]);
      return { scores: reshape(words.call(last), [-1]), after };
    });
    dispose(before as unknown as Tensor[]);
    caches = after;
    seen.push(...ids);
    const values = (await scores.data()) as Float32Array;
    scores.dispose();
    return values;
  }

  return {
    async read(ids) {
      if (seen.length + ids.length <= context) return step(Array.from(ids));
      const kept = [...seen, ...Array.from(ids)].slice(-Math.ceil(context / 2));
      forget();
      return step(kept);
    },
    dispose: forget,
  };
}
