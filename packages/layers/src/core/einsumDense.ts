import type { Activation, Constraint, Initializer, Layer, Regularizer, Shape } from '@tenonjs/contracts';
import { primitive } from '@tenonjs/internal';
import { add, type Tensor } from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers/glorotUniform.js';
import { zeros } from '../initializers/zeros.js';
import { type LayerOptions, layer, weight } from '../layer.js';
import { sumTo } from '../merging/merge.js';
import { showShape } from '../shapes.js';
import { type Equation, einsum } from './einsum.js';

export interface EinsumDenseOptions extends LayerOptions {
  /** The axes by letters: `'abc,cd->abd'`. `...` stands for any axes, first or last, of input and output. */
  readonly equation: string;
  /** The output's shape without the batch, null where the input tells; one number for a single axis. */
  readonly outputShape: number | Shape;
  /** Applied to the outputs; none by default. */
  readonly activation?: Activation;
  /** The letters of the output that the bias lies along; no bias by default. */
  readonly biasAxes?: string;
  /** `glorotUniform()` by default. */
  readonly kernelInitializer?: Initializer;
  /** `zeros()` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelRegularizer?: Regularizer;
  readonly biasRegularizer?: Regularizer;
  readonly kernelConstraint?: Constraint;
  readonly biasConstraint?: Constraint;
}

/** Letters for the axes that `...` stands for. */
const ELLIPSIS = 'ΑΒΓΔΕΖΗΘ';

/**
 * A dense layer over any axes, by Einstein's summation: every output is a weighted sum over the letters that the output lacks.
 *
 *     y = activation(einsum(equation, x, kernel) + bias)
 *
 * Takes and gives what the equation says, the batch first. Weights: `kernel`, whose axes are the equation's second part,
 * `bias`, along `biasAxes`.
 *
 * @throws {RangeError} If the equation is not of the form `'ab,bc->ac'`, or `outputShape` or `biasAxes` do not fit it.
 * @example
 * const layer = einsumDense({ equation: 'abc,cd->abd', outputShape: [null, 2], kernelInitializer: ones() });
 * layer.call(tensor3d([[[1, 2], [3, 4]]])); // [[[3, 3], [7, 7]]]
 * @see https://keras.io/api/layers/core_layers/einsum_dense/
 */
export function einsumDense(options: EinsumDenseOptions): Layer {
  const {
    equation,
    activation,
    biasAxes = '',
    kernelInitializer = glorotUniform(),
    biasInitializer = zeros(),
  } = options;
  const outputSizes = typeof options.outputShape === 'number' ? [options.outputShape] : options.outputShape;
  const [, left = '', kernel = '', right = ''] =
    /^((?:\.\.\.)?[a-zA-Z]+(?:\.\.\.)?),([a-zA-Z]+)->((?:\.\.\.)?[a-zA-Z]+(?:\.\.\.)?)$/.exec(equation) ?? [];
  const once = [left, kernel, right].every(
    (part) => new Set(part.replaceAll('.', '')).size === part.replaceAll('.', '').length,
  );
  const twice = [...`${left}${kernel}${right}`]
    .filter((letter) => letter !== '.')
    .every((letter) => [left, kernel, right].filter((part) => part.includes(letter)).length > 1);
  if (kernel === '' || !once || !twice || left.includes('...') !== right.includes('...')) {
    throw new RangeError(
      `einsumDense: equation must be such as "ab,bc->ac", every letter in two of its parts and once in each, got "${equation}".`,
    );
  }
  for (const letter of biasAxes) {
    if (!right.includes(letter) || letter === '.') {
      throw new RangeError(`einsumDense: biasAxes must be letters of the output ${right}, got "${biasAxes}".`);
    }
  }

  /** The equation with a letter for each axis. */
  function spelled(who: string, shape: Shape): Equation {
    const open = shape.length - left.replace('...', '').length;
    if (left.includes('...') ? open < 0 : open !== 0) {
      throw new RangeError(`${who}: input must have the axes ${left} of the equation, got shape ${showShape(shape)}.`);
    }
    const more = ELLIPSIS.slice(0, open);
    return { x: left.replace('...', more), kernel, output: right.replace('...', more) };
  }

  function outputShape(who: string, shape: Shape): Shape {
    const { x, output } = spelled(who, shape);
    // Counted from the end, where the given sizes stand.
    return [...output].map((letter, axis) => {
      const at = x.indexOf(letter);
      const told = axis === 0 ? null : (outputSizes.at(axis - output.length) ?? null);
      const size = at < 0 ? told : (shape[at] ?? null);
      if (at < 0 && told === null) {
        throw new RangeError(`${who}: outputShape must tell the size of ${letter}, got ${showShape(outputSizes)}.`);
      }
      if (size !== null && told !== null && size !== told) {
        throw new RangeError(
          `${who}: outputShape must agree with the input along ${letter}, got ${showShape(outputSizes)} for input of shape ${showShape(shape)}.`,
        );
      }
      return size;
    });
  }

  const axisOf = (letter: string): number => {
    const at = left.replace('...', '').indexOf(letter);
    return left.startsWith('...') ? at - left.length + 3 : at;
  };
  const shared = [...kernel].filter((letter) => left.includes(letter));
  return layer('einsumDense', options, {
    fixed: Object.fromEntries(shared.map((letter) => [`along ${letter}`, axisOf(letter)])),
    check: (who, shape) => {
      outputShape(who, shape);
    },
    build: (shape) => {
      const { x, output } = spelled('einsumDense', shape);
      const sizes = outputShape('einsumDense', shape);
      const sizeOf = (letter: string): number => {
        return x.includes(letter) ? shape[x.indexOf(letter)]! : sizes[output.indexOf(letter)]!;
      };
      const first = Math.min(...[...biasAxes].map((letter) => output.indexOf(letter)));
      const along = biasAxes === '' ? [] : [...output.slice(first)];
      return {
        kernel: weight([...kernel].map(sizeOf), kernelInitializer, {
          regularizer: options.kernelRegularizer,
          constraint: options.kernelConstraint,
        }),
        bias:
          biasAxes !== '' &&
          weight(
            along.map((letter) => (biasAxes.includes(letter) ? sizeOf(letter) : 1)),
            biasInitializer,
            { regularizer: options.biasRegularizer, constraint: options.biasConstraint },
          ),
      };
    },
    call: (x: Tensor, { kernel, bias }) => {
      const y = product(x, kernel, bias, spelled('einsumDense', x.shape));
      return activation ? activation(y) : y;
    },
    outputShape: (shape) => outputShape('einsumDense', shape),
  });
}

const product = (x: Tensor, kernel: Tensor, bias: Tensor | undefined, equation: Equation): Tensor =>
  primitive({ x, kernel, ...(bias && { bias }) } as Record<'x' | 'kernel' | 'bias', Tensor>, () => {
    const y = einsum(x, kernel, equation);
    return {
      value: bias ? add(y, bias) : y,
      keep: [x, kernel],
      gradient: (dy, [x, kernel]) => ({
        x: () => einsum(dy, kernel!, { ...equation, x: equation.output, output: equation.x }),
        kernel: () => einsum(x!, dy, { ...equation, kernel: equation.output, output: equation.kernel }),
        bias: () => sumTo(dy, bias!.shape),
      }),
    };
  });
