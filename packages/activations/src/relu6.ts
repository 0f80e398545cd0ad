import type { Activation } from '@tenonjs/contracts';
import { activation } from './activation.js';
import { relu } from './relu.js';

/**
 * Rectified linear unit that stops at 6.
 *
 *     relu6(x) = min(max(0, x), 6)
 *
 * @param x - Any shape.
 * @returns The same shape.
 * @throws {TypeError} If x is not float32.
 * @example
 * relu6(tensor1d([-1, 2, 9])); // [0, 2, 6]
 * @see Howard et al. 2017, "MobileNets", https://arxiv.org/abs/1704.04861
 */
export const relu6: Activation = /* @__PURE__ */ activation('relu6', (x) => relu(x, { maxValue: 6 }));
