import { heatmap } from './heatmap.js';
import type { Picture } from './picture.js';
import { short } from './theme.js';

export interface ConfusionMatrixOptions {
  readonly title?: string;
  /** The classes' names. Default: their numbers. */
  readonly labels?: readonly string[];
  /** True colours each row by its shares, so that rare classes are seen too; the numbers stay counts. Default true. */
  readonly normalize?: boolean;
}

/**
 * Draws which classes are taken for which.
 *
 * @param counts - Row by row: how many samples of class `row` were predicted as class `column`.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If counts is no square table, or there are not as many labels.
 * @example
 * const picture = confusionMatrix([[50, 2], [3, 45]], { labels: ['cat', 'dog'] });
 * picture.svg.includes('>dog<'); // true
 */
export function confusionMatrix(counts: readonly ArrayLike<number>[], options: ConfusionMatrixOptions = {}): Picture {
  const { title, labels = counts.map((_, i) => String(i)), normalize = true } = options;
  if (counts.length === 0 || counts.some((row) => row.length !== counts.length)) {
    throw new RangeError(
      `confusionMatrix: counts must be a square table, got rows of ${counts.map((row) => row.length).join(', ') || 'none'}.`,
    );
  }
  if (labels.length !== counts.length) {
    throw new RangeError(
      `confusionMatrix: labels must name each of ${counts.length} classes, got ${labels.length} names.`,
    );
  }
  const totals = counts.map((row) => Array.from(row).reduce((sum, count) => sum + count, 0));
  const values = counts.map((row, y) =>
    Array.from(row, (count) => (normalize ? count / Math.max(1, totals[y]!) : count)),
  );
  const texts = counts.map((row) => Array.from(row, short));
  return heatmap([{ values, texts }], {
    title,
    rows: labels,
    columns: labels,
    rowName: 'True',
    columnName: 'Predicted',
    max: normalize ? 1 : Math.max(1, ...values.flat()),
    side: Math.max(40, ...texts.flat().map((count) => count.length * 8 + 10)),
    description: title ?? `Confusion matrix of ${labels.join(', ')}`,
  });
}
