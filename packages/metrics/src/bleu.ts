import { positiveInteger } from '@tenonjs/internal';
import { type Scalar, scalar } from '@tensorflow/tfjs-core';
import type { MetricOptions } from './metric.js';

/** A word, or its number. */
export type Token = string | number;

export interface BleuOptions extends MetricOptions {
  /** The longest n-grams compared; default 4. */
  readonly maxOrder?: number;
  /** Whether one is added to all counts, so that short texts without a common 4-gram do not score 0; default false. */
  readonly smooth?: boolean;
}

/** As a metric, but over texts: it lives outside the device, and updates take arrays of tokens. */
export interface Bleu {
  readonly name: string;
  /**
   * Takes one batch.
   *
   * @param references - For each text one or more right ones, each an array of tokens.
   * @param candidates - For each text the predicted tokens, without padding.
   */
  update(references: readonly (readonly (readonly Token[])[])[], candidates: readonly (readonly Token[])[]): void;
  /** The score of all texts since `reset`, as a scalar that the caller disposes. */
  result(): Scalar;
  reset(): void;
  dispose(): void;
}

/** How often each run of n tokens occurs. */
function ngrams(tokens: readonly Token[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i++) {
    const key = JSON.stringify(tokens.slice(i, i + n));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * BLEU of a corpus: how many n-grams of the predicted texts occur in the right ones, with a penalty for brevity.
 *
 *     BLEU = min(1, exp(1 − r / c)) · (p₁ p₂ … p_N)^(1/N)
 *
 * with pₙ the part of all n-grams of candidates that occur in a reference, counted at most as often as there; c the length
 * of all candidates and r that of the references nearest in length.
 *
 * It takes arrays of tokens, not tensors, and computes on the host: read predictions back, cut padding, update.
 *
 * @throws {RangeError} If maxOrder is not a positive integer; from `update`, if there is not at least one reference for each
 *   candidate.
 * @example
 * const metric = bleu();
 * metric.update([['the cat is on the mat'.split(' ')]], ['the cat is on a mat'.split(' ')]);
 * metric.result(); // 0.53728
 * @see Papineni et al. 2002, https://aclanthology.org/P02-1040; smoothing: Lin & Och 2004, https://aclanthology.org/C04-1072
 */
export function bleu({ name = 'bleu', maxOrder = 4, smooth = false }: BleuOptions = {}): Bleu {
  positiveInteger('bleu', { maxOrder });
  const zeros = (): number[] => Array<number>(maxOrder).fill(0);
  let [matches, possible, length, referenceLength] = [zeros(), zeros(), 0, 0];

  function add(references: readonly (readonly Token[])[], candidate: readonly Token[]): void {
    const distance = (size: number): number => Math.abs(size - candidate.length);
    const sizes = references.map((reference) => reference.length).sort((a, b) => distance(a) - distance(b) || a - b);
    length += candidate.length;
    referenceLength += sizes[0]!;
    for (let n = 1; n <= maxOrder; n++) {
      const inReferences = references.map((reference) => ngrams(reference, n));
      for (const [key, count] of ngrams(candidate, n)) {
        matches[n - 1]! += Math.min(count, Math.max(...inReferences.map((counts) => counts.get(key) ?? 0)));
        possible[n - 1]! += count;
      }
    }
  }
  const reset = (): void => {
    [matches, possible, length, referenceLength] = [zeros(), zeros(), 0, 0];
  };
  return {
    name,
    update(references, candidates) {
      if (references.length !== candidates.length) {
        throw new RangeError(
          `${name}: there must be references for each candidate, got ${references.length} for ${candidates.length}.`,
        );
      }
      const without = references.findIndex((each) => each.length === 0);
      if (without >= 0) throw new RangeError(`${name}: candidate ${without} must have a reference, got none.`);
      candidates.forEach((candidate, i) => {
        add(references[i]!, candidate);
      });
    },
    result() {
      const one = smooth ? 1 : 0;
      const logs = matches.map((count, i) => Math.log((count + one) / (possible[i]! + one)));
      const brevity = Math.min(0, 1 - referenceLength / length);
      const score = Math.exp(brevity + logs.reduce((a, b) => a + b, 0) / maxOrder);
      // Without any text, or any n-gram of some order, 0 / 0.
      return scalar(length > 0 && Number.isFinite(score) ? score : 0);
    },
    reset,
    dispose: reset,
  };
}
