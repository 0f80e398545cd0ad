import type { CallContext, Layer, Shape } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { type EmbeddingOptions, embedding } from '@tenonjs/layers';
import { matMul, reshape, type Tensor } from '@tensorflow/tfjs-core';

/**
 * An embedding that also works backwards, with the same weights: given words it gives their vectors, given vectors a score for
 * each word.
 *
 *     y[b, t] = embeddings[x[b, t]]        or        y[b, t, w] = x[b, t] · embeddings[w]
 *
 * Takes words `[batch, time]`, int32, and gives `[batch, time, outputDim]`; or takes that and gives `[batch, time, inputDim]`.
 * Weights: `embeddings [inputDim, outputDim]`. In a graph it is applied twice.
 *
 * @throws {RangeError} If `inputDim` or `outputDim` is not a positive integer.
 * @example
 * const layer = reversibleEmbedding({ inputDim: 3, outputDim: 2, embeddingsInitializer: () => tensor2d([[1, 0], [0, 1], [1, 1]]) });
 * layer.call(tensor2d([[2, 0]], [1, 2], 'int32')); // [[[1, 1], [1, 0]]]
 * layer.call(tensor3d([[[2, 3]]])); // [[[2, 3, 5]]]
 * @see Press & Wolf 2017, https://arxiv.org/abs/1608.05859
 */
export function reversibleEmbedding(options: EmbeddingOptions): Layer {
  const { inputDim, outputDim } = options;
  const inner = embedding(options);
  const words = (shape: Shape): boolean => shape.length === 2;
  const check = (shape: Shape): void => {
    if (words(shape) || (shape.length === 3 && shape[2] === outputDim)) return;
    throw new RangeError(
      `${self.name ?? 'reversibleEmbedding'}: input must be words [batch, time] or vectors [batch, time, ${outputDim}], got shape [${shape.map(String).join(', ')}].`,
    );
  };
  const self: Layer = Object.defineProperties(
    {
      type: 'reversibleEmbedding',
      build(shape: Shape, context?: Parameters<Layer['build']>[1]) {
        check(shape);
        inner.build([null, null], context);
      },
      call(x: Tensor, context?: CallContext) {
        check(x.shape);
        if (words(x.shape)) return inner.call(x, context);
        inner.build([null, null]);
        return scores(x, inner.weights.embeddings!, inputDim);
      },
      outputShape(shape: Shape): Shape {
        check(shape);
        return [...shape.slice(0, 2), words(shape) ? outputDim : inputDim];
      },
      ...(inner.outputMask && {
        outputMask: (x: Tensor, mask: Tensor | null) => (words(x.shape) ? inner.outputMask!(x, mask) : mask),
      }),
    },
    Object.fromEntries(
      Object.entries(Object.getOwnPropertyDescriptors(inner)).filter(
        ([name]) => !['type', 'build', 'call', 'outputShape', 'outputMask'].includes(name),
      ),
    ),
  ) as unknown as Layer;
  return self;
}

/** `x · tableᵀ`, as one node. */
const scores = (x: Tensor, table: Tensor, count: number): Tensor =>
  primitive({ x, table }, () => {
    const [batch, time, size] = x.shape as [number, number, number];
    const rows = reshape(x, [batch * time, size]);
    const flat = (dy: Tensor): Tensor => reshape(dy, [batch * time, count]);
    return {
      value: reshape(matMul(rows, table, false, true), [batch, time, count]),
      keep: [rows, table],
      gradient: (dy, [rows, table]) => ({
        x: () => reshape(matMul(flat(dy), table!), x.shape),
        table: () => matMul(flat(dy), rows!, true, false),
      }),
    };
  });
