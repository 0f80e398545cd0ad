import { type Pipeline, pipeline } from '../pipeline/pipeline.js';
import { type ByteSource, called, readText } from './open.js';

/** How a column's text is read: as one of these, or by a function of yours. */
export type CsvColumn = 'number' | 'string' | 'boolean' | 'date' | ((text: string) => unknown);

type ValueOf<C> = C extends 'number'
  ? number
  : C extends 'string'
    ? string
    : C extends 'boolean'
      ? boolean | null
      : C extends 'date'
        ? Date | null
        : C extends (text: string) => infer V
          ? V
          : never;

export interface CsvOptions<C extends Readonly<Record<string, CsvColumn>>> {
  /**
   * The columns wanted, by name, and what they hold: the others are not read. Default: all of them, as numbers where the
   * first 100 rows hold numbers alone, else as strings.
   */
  readonly columns?: C;
  /** The columns' names, for files whose first line does not hold them. */
  readonly header?: readonly string[];
  /** Default `','`. */
  readonly delimiter?: string;
  /** What stands for no value: a number NaN, a string `''`, a boolean or date null. Default `['', 'NA', 'NaN', 'null']`. */
  readonly missing?: readonly string[];
}

/** A row by its columns' names. */
export type CsvRow<C> = { readonly [K in keyof C]: ValueOf<C[K]> };

const looked = 100;

/**
 * The rows of a CSV file, one after the other, however long it is: only what is being read is in memory.
 *
 * Fields may stand in double quotes, and hold delimiters, line ends and doubled quotes then. Lines end by `\n` or `\r\n`;
 * empty ones are passed over. Files packed by gzip are unpacked on the way.
 *
 * @param source - A path (Node), an address, a Blob or File, bytes, or a function that gives a stream: read anew each time.
 * @throws {RangeError} While reading, naming line and column: if a row has more or fewer fields than the header, a value
 * is not of its column's type, a quote is not closed, or a column is missing.
 * @example
 * const text = 'quarter,gdp\n1959-03-31,2710.349\n1959-06-30,NA\n';
 * const rows = await csv(new Blob([text]), { columns: { quarter: 'date', gdp: 'number' } }).toArray();
 * rows[0].gdp; // 2710.349
 * rows[0].quarter.getUTCFullYear(); // 1959
 * rows[1].gdp; // NaN
 * @see RFC 4180, https://www.rfc-editor.org/rfc/rfc4180
 */
export function csv<const C extends Readonly<Record<string, CsvColumn>> = Readonly<Record<string, CsvColumn>>>(
  source: ByteSource | (() => ByteSource),
  options: CsvOptions<C> = {},
): Pipeline<Readonly<Record<string, CsvColumn>> extends C ? Readonly<Record<string, string | number>> : CsvRow<C>> {
  const { delimiter = ',' } = options;
  if (delimiter.length !== 1 || delimiter === '"' || delimiter === '\n') {
    throw new RangeError(`csv: delimiter must be one character that is no quote, got ${JSON.stringify(delimiter)}.`);
  }
  return pipeline(() => rows(typeof source === 'function' ? source() : source, options, delimiter)) as never;
}

/** A row's fields and the line it begins on, counted from 1. */
interface CsvRecord {
  readonly fields: string[];
  readonly line: number;
}

async function* rows(
  source: ByteSource,
  { columns, header, missing = ['', 'NA', 'NaN', 'null'] }: CsvOptions<Readonly<Record<string, CsvColumn>>>,
  delimiter: string,
): AsyncGenerator<Record<string, unknown>> {
  const file = called(source);
  const absent = new Set(missing);
  let names = header;
  let read: ((record: CsvRecord) => Record<string, unknown>) | undefined;
  // The first rows, until it is known what they hold.
  let waiting: CsvRecord[] = [];
  for await (const records of recordsOf(source, file, delimiter)) {
    for (const record of records) {
      if (!names) {
        names = record.fields;
        continue;
      }
      if (read) yield read(record);
      else {
        waiting.push(record);
        if (columns === undefined && waiting.length < looked) continue;
        read = reader(file, names, columns ?? inferred(names, waiting, absent), absent);
        for (const record of waiting) yield read(record);
        waiting = [];
      }
    }
  }
  if (!names) throw new RangeError(`csv: ${file} must hold a line of column names, got an empty file.`);
  read ??= reader(file, names, columns ?? inferred(names, waiting, absent), absent);
  for (const record of waiting) yield read(record);
}

/** Numbers where the rows hold at least one number and nothing else. */
function inferred(
  names: readonly string[],
  records: readonly CsvRecord[],
  absent: ReadonlySet<string>,
): Record<string, CsvColumn> {
  return Object.fromEntries(
    names.map((name, i) => {
      const present = records.map(({ fields }) => fields[i] ?? '').filter((text) => !absent.has(text));
      const numeric = present.length > 0 && present.every((text) => text.trim() !== '' && !Number.isNaN(Number(text)));
      return [name, numeric ? 'number' : 'string'];
    }),
  );
}

/** Makes the row of a record. */
function reader(
  file: string,
  names: readonly string[],
  columns: Readonly<Record<string, CsvColumn>>,
  absent: ReadonlySet<string>,
): (record: CsvRecord) => Record<string, unknown> {
  const wanted = Object.entries(columns).map(([name, type]) => {
    const at = names.indexOf(name);
    if (at < 0)
      throw new RangeError(`csv: ${file} must have a column "${name}", got ${names.map((n) => `"${n}"`).join(', ')}.`);
    return { name, at, type };
  });
  return ({ fields, line }) => {
    if (fields.length !== names.length) {
      throw new RangeError(
        `csv: ${file} must have ${names.length} fields in each row, as its header has, got ${fields.length} in line ${line}.`,
      );
    }
    const row: Record<string, unknown> = {};
    for (const { name, at, type } of wanted) {
      const text = fields[at]!;
      const value = typeof type === 'function' ? type(text) : absent.has(text) ? nothing[type] : parse[type](text);
      if (value === undefined) {
        throw new RangeError(
          `csv: ${file} must hold a ${String(type)} in line ${line}, column "${name}", got "${text}".`,
        );
      }
      row[name] = value;
    }
    return row;
  };
}

const nothing = { number: Number.NaN, string: '', boolean: null, date: null } as const;

/** Undefined for text that is none of the kind. */
const parse = {
  number(text: string): number | undefined {
    const value = Number(text);
    return Number.isNaN(value) || text.trim() === '' ? undefined : value;
  },
  string: (text: string): string => text,
  boolean: (text: string): boolean | undefined =>
    /^(true|1|yes)$/i.test(text) ? true : /^(false|0|no)$/i.test(text) ? false : undefined,
  date(text: string): Date | undefined {
    // Dates without a time zone are UTC's, so that a program reads the same everywhere.
    const time = Date.parse(/\d[T ]\d+:\d+(:[\d.]+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
    return Number.isNaN(time) ? undefined : new Date(time);
  },
};

/** The records of each piece of the file. */
async function* recordsOf(source: ByteSource, file: string, delimiter: string): AsyncGenerator<CsvRecord[]> {
  let rest = '';
  let line = 1;
  for await (const text of readText('csv', source)) {
    const split = splitRecords(rest === '' ? text : rest + text, delimiter, line, false);
    ({ rest, line } = split);
    // A quote that is never closed must not take the whole file into memory.
    if (rest.length > longest) throw unclosed(file, line);
    yield split.records;
  }
  if (rest === '') return;
  const split = splitRecords(rest, delimiter, line, true);
  if (split.rest !== '') throw unclosed(file, split.line);
  yield split.records;
}

const longest = 2 ** 24;

const unclosed = (file: string, line: number): RangeError =>
  new RangeError(`csv: ${file} must close every quote, got one in line ${line} that is not.`);

/** The whole records of a text, and what is left of it: a record that goes on in the next piece. */
function splitRecords(
  text: string,
  delimiter: string,
  line: number,
  isEnd: boolean,
): { records: CsvRecord[]; rest: string; line: number } {
  const records: CsvRecord[] = [];
  let start = 0;
  let quote = text.indexOf('"');
  while (start < text.length) {
    // Most lines have no quote: the platform splits them.
    let end = text.indexOf('\n', start);
    if (end < 0 && !isEnd) break;
    if (end < 0) end = text.length;
    if (quote >= 0 && quote < start) quote = text.indexOf('"', start);
    if (quote < 0 || quote >= end) {
      const row = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
      if (row !== '') records.push({ fields: row.split(delimiter), line });
      start = end + 1;
      line++;
      continue;
    }
    const quoted = quotedRecord(text, start, delimiter, isEnd);
    if (!quoted) break;
    records.push({ fields: quoted.fields, line });
    start = quoted.end;
    line += quoted.lines;
  }
  return { records, rest: text.slice(start), line };
}

/** A record with quotes in it; undefined where it does not end in the text. */
function quotedRecord(
  text: string,
  start: number,
  delimiter: string,
  isEnd: boolean,
): { fields: string[]; end: number; lines: number } | undefined {
  const fields: string[] = [];
  let lines = 1;
  let at = start;
  for (;;) {
    let field: string;
    if (text[at] === '"') {
      field = '';
      let from = at + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        // A quote at the very end may be the first of a doubled one.
        if (close < 0 || (close === text.length - 1 && !isEnd)) return undefined;
        field += text.slice(from, close);
        at = close + 1;
        if (text[at] !== '"') break;
        field += '"';
        from = at + 1;
      }
      for (let i = field.indexOf('\n'); i >= 0; i = field.indexOf('\n', i + 1)) lines++;
    } else field = '';
    // Up to the next delimiter or line end; behind a closing quote there should be nothing.
    const from = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
    if (at === text.length && !isEnd) return undefined;
    field += text.slice(from, text[at] !== delimiter && text[at - 1] === '\r' && at > from ? at - 1 : at);
    fields.push(field);
    if (text[at] === delimiter) at++;
    else return { fields, end: at + 1, lines };
  }
}
