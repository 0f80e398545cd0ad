import { fraction, positive, positiveInteger } from '@tenonjs/internal';
import { add, div, matMul, mul, reshape, sqrt, square, sub, sum, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { type Optimizer, type OptimizerOptions, optimizer } from './optimizer.js';
import { running } from './running.js';

export interface MuonOptions extends OptimizerOptions {
  /** μ, in [0, 1); 0.95 by default. */
  momentum?: number;
  /** Looks ahead by one step of the momentum. True by default. */
  nesterov?: boolean;
  /** Newton–Schulz iterations; 5 by default. */
  nsSteps?: number;
  /** The root mean square of a step in units of α; 0.2 by default, Adam's, so that one rate fits both. */
  rmsRate?: number;
  /** The weights that Adam updates; the output layer's and embeddings should be among them. By default those of fewer than two axes. */
  useAdam?: (weight: Tensor) => boolean;
  /** Adam's rate over α, positive; 1 by default. */
  adamLrRatio?: number;
  /** Adam's β₁, in [0, 1); 0.9 by default. */
  adamBeta1?: number;
  /** Adam's β₂, in [0, 1); 0.999 by default. */
  adamBeta2?: number;
  /** Adam's ε, positive; 1e-7 by default. */
  epsilon?: number;
}

/**
 * The nearest orthogonal matrix, roughly: singular values come out between 0.7 and 1.2.
 *
 *     X ← X / ‖X‖,  then n times  X ← aX + (bA + cA²)X,  A = XXᵀ,  a, b, c = 3.4445, −4.7750, 2.0315
 */
function orthogonalized(x: Tensor, steps: number): Tensor {
  const tall = x.shape[0]! > x.shape[1]!;
  x = div(x, add(sqrt(sum(square(x))), 1e-7));
  while (steps--) {
    // The smaller of XXᵀ and XᵀX, on its side.
    const a = matMul(x, x, tall, !tall);
    const polynomial = add(mul(a, -4.775), mul(matMul(a, a), 2.0315));
    x = add(mul(x, 3.4445), tall ? matMul(x, polynomial) : matMul(polynomial, x));
  }
  return x;
}

/**
 * Muon: steps of momentum made orthogonal, so that all directions of a weight matrix learn alike; other weights by AdamW.
 *
 *     m ← μm + (1 − μ)g        d = μm + (1 − μ)g, or without Nesterov d = m
 *     w ← w − α · ρ √max(rows, columns) · orthogonalized(d)
 *
 * A kernel of more than two axes counts as a matrix of its last axis by all the others.
 *
 * @param options - `learningRate` is 0.001 and `weightDecay` 0.004 by default, for both parts.
 * @throws {RangeError} If momentum or a beta is outside [0, 1), epsilon, rmsRate or adamLrRatio is not positive, nsSteps is
 * not a positive integer, or a shared option is out of its range.
 * @example
 * const w = variable(tensor2d([[1, 0], [0, 1]]));
 * muon({ learningRate: 0.1, weightDecay: 0 }).applyGradients({ [w.name]: tensor2d([[3, 0], [0, -3]]) });
 * w; // [[0.9687, 0], [0, 1.0313]]
 * @see Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/; the scale: Liu et al. 2025, https://arxiv.org/abs/2502.16982.
 * Keras takes matrices alone; kernels of convolutions are Jordan's.
 */
export function muon(options: MuonOptions = {}): Optimizer {
  const {
    momentum = 0.95,
    nesterov = true,
    nsSteps = 5,
    rmsRate = 0.2,
    useAdam,
    adamLrRatio = 1,
    adamBeta1 = 0.9,
    adamBeta2 = 0.999,
    epsilon = 1e-7,
  } = options;
  fraction('muon', { momentum, adamBeta1, adamBeta2 });
  positiveInteger('muon', { nsSteps });
  positive('muon', { rmsRate, adamLrRatio, epsilon });
  return optimizer(
    'muon',
    { weightDecay: 0.004, ...options },
    {
      slots: (w) => ({ m: zerosLike(w), v: (w.rank < 2 || useAdam?.(w)) && zerosLike(w) }),
      rule: ({ w, g, m, v, learningRate, step }) => {
        m = running(m, g, v ? adamBeta1 : momentum);
        if (v) {
          v = running(v, square(g), adamBeta2);
          g = div(m, add(sqrt(v), epsilon));
          learningRate *= (adamLrRatio * (1 - adamBeta2 ** step) ** 0.5) / (1 - adamBeta1 ** step);
        } else {
          g = reshape(nesterov ? running(m, g, momentum) : m, [-1, w.shape.at(-1)!]);
          learningRate *= rmsRate * Math.max(...g.shape) ** 0.5;
          g = reshape(orthogonalized(g, nsSteps), w.shape);
        }
        return { w: sub(w, mul(g, learningRate)), m, v };
      },
    },
  );
}
