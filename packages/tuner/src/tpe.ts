import { bits, fraction, positiveInteger, seedFrom } from '@tenonjs/internal';
import { randomSearch } from './randomSearch.js';
import { type Dimension, settle } from './space.js';
import { type Algorithm, worth } from './trial.js';

export interface TpeOptions {
  /** The same seed, the same trials. Default 0. */
  readonly seed?: number;
  /** Trials at random before it begins to learn. Default 10. */
  readonly startup?: number;
  /** Places looked at for each hyperparameter. Default 24. */
  readonly candidates?: number;
  /** The share of the trials that counts as good, in [0, 1). Default 0.15. */
  readonly gamma?: number;
}

/**
 * Tree-structured Parzen estimator: goes where good trials are dense and bad ones are not.
 *
 *     l(x), g(x) = densities of the good and of the other trials, each with the uniform one mixed in
 *     x = argmax l(x) / g(x)    over candidates drawn from l
 *
 * @throws {RangeError} If an option is out of range.
 * @example
 * const { rate } = tpe({ seed: 1 })({ rate: uniform(0, 1) }, [], 0);
 * rate >= 0 && rate < 1; // true
 * @see Bergstra et al. 2011, "Algorithms for hyper-parameter optimization"; widths as in the neighbours' distance there.
 */
export function tpe({ seed = 0, startup = 10, candidates = 24, gamma = 0.15 }: TpeOptions = {}): Algorithm {
  positiveInteger('tpe', { startup, candidates });
  fraction('tpe', { gamma });
  const atRandom = randomSearch({ seed });
  return (space, trials, number) => {
    const known = trials.flatMap((trial) => {
      const value = worth(trial);
      return value === undefined ? [] : [{ params: trial.params, value }];
    });
    if (known.length < startup) return atRandom(space, trials, number);
    known.sort((a, b) => a.value - b.value);
    const best = Math.max(1, Math.ceil(gamma * known.length));
    const own = seedFrom(seed, number);
    let draw = 0;
    const random = (): number => bits(own, draw++) / 2 ** 32;
    return settle(space, (name, dimension) => {
      const places = (from: number, to?: number): number[] =>
        known.slice(from, to).flatMap(({ params }) => (name in params ? [dimension.place(params[name])] : []));
      const [good, other] = [density(dimension, places(0, best)), density(dimension, places(best))];
      let [chosen, most] = [0, Number.NEGATIVE_INFINITY];
      for (let i = 0; i < candidates; i++) {
        const place = good.draw(random);
        const ratio = Math.log(good.at(place)) - Math.log(other.at(place));
        if (ratio > most) [chosen, most] = [place, ratio];
      }
      return dimension.at(chosen);
    });
  };
}

interface Density {
  at(place: number): number;
  draw(random: () => number): number;
}

const density = ({ choices }: Dimension, places: readonly number[]): Density =>
  choices === undefined ? parzen(places) : counts(choices, places);

/** Shares of unordered values, with one trial of all of them mixed in. */
function counts(choices: number, places: readonly number[]): Density {
  const shares = Array<number>(choices).fill(1 / choices);
  for (const place of places) shares[Math.floor(place * choices)]! += 1;
  const total = places.length + 1;
  const index = (place: number): number => Math.min(choices - 1, Math.floor(place * choices));
  return {
    at: (place) => shares[index(place)]! / total,
    draw(random) {
      let rest = random() * total;
      const chosen = shares.findIndex((share) => {
        rest -= share;
        return rest < 0;
      });
      return ((chosen < 0 ? choices - 1 : chosen) + 0.5) / choices;
    },
  };
}

/** A bell on each place, as wide as its farther neighbour is away, cut to [0, 1); and the uniform density as one more. */
function parzen(places: readonly number[]): Density {
  const sorted = [...places].sort((a, b) => a - b);
  const least = 1 / Math.min(100, sorted.length + 2) / 2;
  const bells = sorted.map((mean, i) => {
    const gap = Math.max(mean - (sorted[i - 1] ?? 0), (sorted[i + 1] ?? 1) - mean);
    const width = Math.min(0.5, Math.max(least, gap));
    return { mean, width, mass: normal((1 - mean) / width) - normal(-mean / width) };
  });
  return {
    at: (place) =>
      bells.reduce(
        (sum, { mean, width, mass }) =>
          sum + Math.exp(-0.5 * ((place - mean) / width) ** 2) / (width * Math.sqrt(2 * Math.PI) * mass),
        1,
      ) /
      (bells.length + 1),
    draw(random) {
      const bell = bells[Math.floor(random() * (bells.length + 1))];
      if (!bell) return random();
      for (;;) {
        const place =
          bell.mean + bell.width * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
        if (place >= 0 && place < 1) return place;
      }
    },
  };
}

/** The normal distribution function, to 1e-7 (Abramowitz & Stegun 7.1.26). */
function normal(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-z * z);
  return x < 0 ? tail / 2 : 1 - tail / 2;
}
