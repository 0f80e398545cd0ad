import type { Conditional, Space } from './space.js';

/**
 * Hyperparameters that there are only where one before them has a value. Its own key in the space names nothing.
 *
 * @param on - The name of the hyperparameter before.
 * @param cases - By its value, as text: what there is beside.
 * @example
 * const space = { optimizer: choice(['adam', 'sgd']), more: conditional('optimizer', { sgd: { momentum: uniform(0, 1) } }) };
 * Object.keys(space.more.cases); // ['sgd']
 */
export const conditional = (on: string, cases: Readonly<Record<string, Space>>): Conditional => ({ on, cases });
