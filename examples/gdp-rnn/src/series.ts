import { existsSync } from 'node:fs';
import path from 'node:path';
import { csv } from '@tenonjs/datasets';

/** GDP over time, one value a quarter or a year. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly period: 'quarter' | 'year';
  readonly dates: readonly Date[];
  readonly values: readonly number[];
}

/**
 * Reads US real GDP by quarter, or the GDP of a country by year.
 *
 * @param source - A path, or the name of a file that comes with the example.
 */
export async function readSeries(source: string, country?: string): Promise<Series> {
  const own = path.join(import.meta.dirname, '..', 'data', source);
  const file = existsSync(source) || !existsSync(own) ? source : own;
  if (country === undefined) {
    const rows = await csv(file, { columns: { year: 'number', quarter: 'number', realgdp: 'number' } }).toArray();
    return {
      name: 'US real GDP',
      unit: 'Billions of 2005 dollars',
      period: 'quarter',
      dates: rows.map(({ year, quarter }) => new Date(Date.UTC(year, 3 * (quarter - 1)))),
      values: rows.map(({ realgdp }) => realgdp),
    };
  }
  const columns = { 'Country Name': 'string', Year: 'number', Value: 'number' } as const;
  const rows = await csv(file, { columns })
    .filter((row) => row['Country Name'] === country)
    .toArray();
  if (rows.length === 0) throw new RangeError(`--country must be one of ${source}, got ${country}`);
  rows.sort((a, b) => a.Year - b.Year);
  return {
    name: `GDP of ${country}`,
    unit: 'Billions of current US dollars',
    period: 'year',
    dates: rows.map(({ Year }) => new Date(Date.UTC(Year, 0))),
    values: rows.map(({ Value }) => Value / 1e9),
  };
}

/** ln(vₜ / vₜ₋₁): growth from each value to the next, one fewer than there are values. */
export const growthOf = (values: readonly number[]): number[] =>
  values.slice(1).map((value, i) => Math.log(value / values[i]!));
