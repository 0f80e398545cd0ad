import type { Layer } from '@tenonjs/contracts';
import { positiveInteger, seedFrom } from '@tenonjs/internal';
import { div, matMul, maximum, norm, reshape, type Tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import { composite } from '../composite.js';
import { truncatedNormal } from '../initializers/truncatedNormal.js';
import { type LayerOptions, layer as plain, weight } from '../layer.js';

export interface SpectralNormalizationOptions extends LayerOptions {
  /** A layer with a `kernel` or `embeddings`, such as `dense` or `conv2d`. */
  readonly layer: Layer;
  /** How often the estimate of the largest singular value is refined in a training step; 1 by default. */
  readonly powerIterations?: number;
}

/** Of length 1. */
const unit = (x: Tensor): Tensor => div(x, maximum(norm(x), 1e-12));

/** Holds the estimate of the first left singular vector, `[1, columns]`. */
const estimate = (): Layer =>
  plain(
    'spectralEstimate',
    {},
    {
      build: (shape) => ({ vector: weight([1, shape[1]!], truncatedNormal({ stddev: 0.02 }), { trainable: false }) }),
      call: (x) => x,
    },
  );

/**
 * Keeps the largest singular value σ of a layer's kernel at 1, so that the layer stretches nothing: what steadies a GAN's critic.
 *
 *     training:  v ← u Wᵀ / ‖u Wᵀ‖,  u ← v W / ‖v W‖,  powerIterations times;  W ← W / (v W uᵀ)
 *
 * W is the kernel as a matrix, the last axis its columns. Takes and gives what the layer does; inference changes nothing.
 * Weights: those of the layer, `layer/kernel` …, and as state `estimate/vector`, `[1, columns]`. As in Keras the kernel itself
 * is divided, before the layer is applied, and the gradient is the divided kernel's.
 *
 * @throws {TypeError} If `layer` is not a layer.
 * @throws {RangeError} If `powerIterations` is not a positive integer, or the layer has neither kernel nor embeddings.
 * @example
 * const layer = spectralNormalization({ layer: dense({ units: 3 }) });
 * layer.call(fill([2, 4], 1), { training: true }).shape; // [2, 3]
 * @see Miyato et al. 2018, https://arxiv.org/abs/1802.05957.
 */
export function spectralNormalization(options: SpectralNormalizationOptions): Layer {
  const { layer, powerIterations = 1 } = options;
  if (typeof layer?.call !== 'function') {
    throw new TypeError(`spectralNormalization: layer must be a layer, got ${layer === null ? layer : typeof layer}.`);
  }
  positiveInteger('spectralNormalization', { powerIterations });
  const kernelOf = (who: string): Variable => {
    const kernel = layer.weights.kernel ?? layer.weights.embeddings;
    if (!kernel) {
      throw new RangeError(`${who}: layer must have a kernel or embeddings, got ${layer.name ?? layer.type}.`);
    }
    return kernel;
  };
  const self: Layer = composite<Tensor, Tensor, 'layer' | 'estimate'>('spectralNormalization', options, {
    check: (_, shape) => {
      layer.outputShape(shape);
    },
    layers: (shape, seed) => {
      // Its kernel's columns are known once it is built.
      layer.build(shape, { seed: seedFrom(seed, 0) });
      return { layer: [layer, shape], estimate: [estimate(), [null, kernelOf(self.name ?? self.type).shape.at(-1)!]] };
    },
    call: (x, { layer, estimate }, context) => {
      if (context.training && self.trainable !== false) {
        const kernel = kernelOf(self.name ?? self.type);
        const vector = estimate.weights.vector!;
        tidy(() => {
          const w = reshape(kernel, [-1, kernel.shape.at(-1)!]);
          let u: Tensor = vector;
          let v!: Tensor;
          for (let i = 0; i < powerIterations; i++) {
            v = unit(matMul(u, w, false, true));
            u = unit(matMul(v, w));
          }
          const sigma = reshape(matMul(matMul(v, w), u, false, true), []);
          vector.assign(u as Variable);
          kernel.assign(div(kernel, sigma) as Variable);
        });
      }
      return layer.call(x, context) as Tensor;
    },
    outputShape: (shape) => layer.outputShape(shape),
    outputMask: (x, mask) => layer.outputMask?.(x, mask) ?? null,
  });
  return self;
}
