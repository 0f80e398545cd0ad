import type { Callback } from '@tenonjs/contracts';

/**
 * A callback made of functions, for those who look for Keras's name: any object with these members is one already.
 *
 * @see https://keras.io/api/callbacks/lambda_callback/
 * @example
 * const seen = [];
 * lambdaCallback({ onEpochEnd: (epoch) => { seen.push(epoch); } }).onEpochEnd(3, {});
 * seen; // [3]
 */
export const lambdaCallback = (functions: Callback): Callback => ({ ...functions });
