import { readFileSync } from 'node:fs';
import { dispose, engine, onesLike, randomNormal, randomUniform, tidy } from '@tensorflow/tfjs-core';

/** The input of a layer of each family. */
const shapes = JSON.parse(readFileSync(new URL('./families.json', import.meta.url), 'utf8'));

/**
 * Workloads of single layers, by tfjs: `dense-forward` is a call at inference, `dense-step` one in training with the gradients of
 * input and weights.
 *
 * @param make Gives a family's layer as `{ call(x, training), weights() }`, or undefined.
 * @param {string} several The family whose layer takes its input twice, as query and as value.
 */
export function families(make, several) {
  return Object.fromEntries(
    Object.entries(shapes).flatMap(([family, shape]) => {
      const prepare = async () => {
        const layer = make(family);
        if (layer === undefined) throw new Error('there is no such layer');
        const whole = family === 'embedding';
        const x = whole ? randomUniform(shape, 0, 5000, 'int32') : randomNormal(shape);
        const call = (x, training) => layer.call(family === several ? [x, x] : x, training);
        const dy = tidy(() => onesLike(call(x, false)));
        return { layer, x, call, dy, whole };
      };
      const forward = async () => {
        const { x, call } = await prepare();
        return async (steps) => {
          for (let step = 0; step < steps; step++) dispose(tidy(() => call(x, false)));
        };
      };
      const step = async () => {
        const { layer, x, call, dy, whole } = await prepare();
        const weights = layer.weights().filter(({ trainable }) => trainable !== false);
        return async (steps) => {
          for (let i = 0; i < steps; i++) {
            // What a tidy gives back it does not free.
            tidy(() => {
              engine().gradients(() => call(x, true), whole ? weights : [x, ...weights], dy);
            });
          }
        };
      };
      return [
        [`${family}-forward`, forward],
        [`${family}-step`, step],
      ];
    }),
  );
}
