import type { Shape } from '@tenonjs/contracts';

/** What every architecture takes. */
export interface ArchitectureOptions {
  /** The model's name; the architecture's. */
  readonly name?: string;
  /** Seeds everything random: weights, shuffles, dropout; a random one where absent. */
  readonly seed?: number;
}

/** What those that tell classes of images apart take. */
export interface ImageOptions extends ArchitectureOptions {
  /** `[height, width, channels]`. */
  readonly inputShape?: Shape;
  /** How many classes there are. */
  readonly classes?: number;
}

/** Name and seed for a model. */
export const identity = (
  name: string,
  options: ArchitectureOptions,
): { readonly name: string; readonly seed?: number } => ({
  name: options.name ?? name,
  ...(options.seed !== undefined && { seed: options.seed }),
});
