import type { Shape } from '@tenonjs/contracts';
import { rank } from '@tenonjs/internal';

/** Refuses what is not `[batch, time, features]`. */
export const timeAndFeatures = (who: string, shape: Shape): void =>
  rank(who, 'input', shape, ['batch', 'time', 'features']);
