import {
  dropout,
  embedding,
  lambda,
  layerNormalization,
  randomNormal,
  rescaling,
  sinePositionEncoding,
  transformerDecoder,
  transformerEncoder,
} from '@tenonjs/layers';
import { custom } from '@tenonjs/models';
import { customGrad, matMul, reshape, type Tensor } from '@tensorflow/tfjs-core';

export interface TranslatorOptions {
  /** Tokens of both languages. */
  readonly vocabularySize: number;
  /** The width of the model, d. */
  readonly units: number;
  /** Blocks of the encoder, and of the decoder. */
  readonly blocks: number;
  readonly numHeads: number;
  readonly intermediateDim: number;
  readonly dropout: number;
}

/** `h tableᵀ`: how well a vector agrees with that of each token. */
const agreement = customGrad(((h: Tensor, table: Tensor, save: (tensors: Tensor[]) => void) => {
  const rows = (x: Tensor): Tensor => reshape(x, [-1, x.shape.at(-1)!]);
  save([h, table]);
  return {
    value: reshape(matMul(rows(h), table, false, true), [...h.shape.slice(0, -1), table.shape[0]!]),
    gradFunc: (dy: Tensor, [h, table]: Tensor[]) => [
      reshape(matMul(rows(dy), table!), h!.shape),
      matMul(rows(dy), rows(h!), true),
    ],
  };
}) as never) as (h: Tensor, table: Tensor) => Tensor;

/**
 * The Transformer: an encoder reads the source, a decoder foretells each token of the target from those before it and from
 * what was read. One table of vectors serves source, target and output.
 *
 * Takes `{ source, target }`, tokens `[batch, time]`, 0 for padding; gives logits `[batch, time, vocabularySize]`.
 *
 * @see Vaswani et al. 2017, https://arxiv.org/abs/1706.03762. Normalised before each part, which needs less warm-up.
 */
export function translator(options: TranslatorOptions & { readonly seed?: number }) {
  const { seed, ...config } = options;
  const { vocabularySize, units, blocks, numHeads, intermediateDim, dropout: rate } = config;
  const block = { intermediateDim, numHeads, dropout: rate, normalizeFirst: true };
  const each = <T>(name: string, make: () => T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: blocks }, (_, i) => [`${name}${i + 1}`, make()]));
  const table = embedding({
    inputDim: vocabularySize,
    outputDim: units,
    maskZero: true,
    embeddingsInitializer: randomNormal({ stddev: units ** -0.5 }),
  });
  const layers = {
    table,
    scale: rescaling({ scale: units ** 0.5 }),
    positions: sinePositionEncoding(),
    drop: dropout({ rate }),
    encoderNorm: layerNormalization(),
    decoderNorm: layerNormalization(),
    logits: lambda({
      function: (h: Tensor) => agreement(h, table.weights.embeddings!),
      outputShape: (shape) => [...shape.slice(0, -1), vocabularySize],
      mask: (_, mask) => mask,
    }),
  };
  const encoders = each('encoder', () => transformerEncoder(block));
  const decoders = each('decoder', () => transformerDecoder(block));
  const network = custom({
    type: 'translator',
    config,
    layers: { ...layers, ...encoders, ...decoders } as typeof layers,
    inputs: ['source', 'target'],
    ...(seed !== undefined && { seed }),
    call({ source, target }, given) {
      const { table, scale, positions, drop, encoderNorm, decoderNorm, logits } = given;
      const blocksOf = given as unknown as Record<string, (x: Tensor | Tensor[]) => Tensor>;
      const vectors = (tokens: Tensor): Tensor => drop(positions(scale(table(tokens))));
      const read = Object.keys(encoders).reduce((h, name) => blocksOf[name]!(h), vectors(source));
      const memory = encoderNorm(read);
      const written = Object.keys(decoders).reduce((h, name) => blocksOf[name]!([h, memory]), vectors(target));
      return logits(decoderNorm(written));
    },
  });
  network.build([
    [null, null],
    [null, null],
  ]);
  return Object.assign(network, { parts: { ...layers, encoders, decoders } });
}

export type Translator = ReturnType<typeof translator>;
