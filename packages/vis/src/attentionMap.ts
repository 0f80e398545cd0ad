import { heatmap } from './heatmap.js';
import type { Picture } from './picture.js';

export interface AttentionMapOptions {
  readonly title?: string;
  /** What looks, and what is looked at. Default `'Query'` and `'Key'`. */
  readonly queryName?: string;
  readonly keyName?: string;
  /** Each head's name, above its map. Default `'Head 1'` …, nothing for one alone. */
  readonly headNames?: readonly string[];
}

/**
 * Draws where attention looks: a row for each query, darker where more of its weight lies, a map for each head.
 *
 * @param weights - `[heads][queries][keys]`, or `[queries][keys]` of one head.
 * @param queries - The queries' tokens, down the rows.
 * @param keys - The keys' tokens, across the columns. Default: the queries.
 * @returns The picture, to be saved as SVG or PNG.
 * @throws {RangeError} If a map's rows or columns are not as many as the tokens.
 * @example
 * const picture = attentionMap([[0.9, 0.1], [0.2, 0.8]], ['the', 'cat'], ['le', 'chat']);
 * picture.svg.includes('>chat<'); // true
 */
export function attentionMap(
  weights: readonly (readonly ArrayLike<number>[])[] | readonly ArrayLike<number>[],
  queries: readonly string[],
  keys: readonly string[] = queries,
  options: AttentionMapOptions = {},
): Picture {
  const { title, queryName = 'Query', keyName = 'Key' } = options;
  const isOne = typeof weights[0]?.[0] === 'number';
  const heads = (isOne ? [weights] : weights) as readonly (readonly ArrayLike<number>[])[];
  if (heads.length === 0) throw new RangeError('attentionMap: weights must hold at least one head, got none.');
  for (const rows of heads) {
    if (rows.length !== queries.length || rows.some((row) => row.length !== keys.length)) {
      throw new RangeError(
        `attentionMap: weights must have a row for each of ${queries.length} queries and a column for each of ${keys.length} keys, got ${rows.length} rows of ${rows[0]?.length ?? 0}.`,
      );
    }
  }
  const most = heads.reduce((max, rows) => rows.reduce((m, row) => Math.max(m, ...Array.from(row)), max), 0);
  const { headNames = heads.length > 1 ? heads.map((_, i) => `Head ${i + 1}`) : [] } = options;
  return heatmap(
    heads.map((values, i) => ({ values, ...(headNames[i] !== undefined && { title: headNames[i] }) })),
    {
      title,
      rows: queries,
      columns: keys,
      rowName: queryName,
      columnName: keyName,
      // Hundredths, so that the scale can be read; a float's own error makes none of them.
      max: Math.ceil(100 * most - 1e-4) / 100 || 1,
      side: heads.length > 1 ? 18 : 24,
      description: title ?? `Attention of ${queries.join(' ')} to ${keys.join(' ')}`,
    },
  );
}
