import type { DataArray } from '@tenonjs/contracts';
import { unzip } from './archive.js';

/** An array of NumPy's: numbers, or a list of lists of integers where it was saved as objects. */
export type NumpyArray = DataArray<Float32Array | Int32Array | Uint8Array> | number[][];

/**
 * The arrays of a NumPy `.npz` file: floats, integers, booleans, and one-dimensional objects that are lists of integers.
 *
 * @throws {RangeError} If the file is cut short, or an array is of another kind.
 * @see NumPy, numpy.lib.format
 */
export async function parseNpz(who: string, bytes: Uint8Array, name: string): Promise<Record<string, NumpyArray>> {
  const files = await unzip(who, bytes, name);
  return Object.fromEntries(
    [...files].map(([path, file]) => [path.replace(/\.npy$/, ''), parseNpy(who, file, `${path} of ${name}`)]),
  );
}

const readers: Readonly<Record<string, [number, (view: DataView, at: number) => number, 'float' | 'int']>> = {
  '<f4': [4, (view, at) => view.getFloat32(at, true), 'float'],
  '<f8': [8, (view, at) => view.getFloat64(at, true), 'float'],
  '<i4': [4, (view, at) => view.getInt32(at, true), 'int'],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true)), 'int'],
  '|i1': [1, (view, at) => view.getInt8(at), 'int'],
};

function parseNpy(who: string, file: Uint8Array, name: string): NumpyArray {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (file.length < 12 || view.getUint32(0) !== 0x934e554d)
    throw new RangeError(`${who}: ${name} must be an array of NumPy's, got another file.`);
  const isLong = file[6]! > 1;
  const start = (isLong ? 12 : 10) + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder().decode(file.subarray(isLong ? 12 : 10, start));
  const type = /'descr': '([^']*)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((n) => n.trim())
    .map(Number);
  const size = shape.reduce((product, n) => product * n, 1);
  if (/'fortran_order': True/.test(header) && shape.length > 1)
    throw new RangeError(`${who}: ${name} must be in C order, got Fortran's.`);
  if (type === '|O') return unpickle(who, file.subarray(start), name);
  if (type === '|u1' || type === '|b1') return { data: file.subarray(start, start + size), shape };
  const reader = readers[type];
  if (!reader) throw new RangeError(`${who}: ${name} must hold floats, integers or lists of them, got type ${type}.`);
  const [width, read, kind] = reader;
  if (start + size * width > file.length)
    throw new RangeError(`${who}: ${name} must have ${start + size * width} bytes, got ${file.length}.`);
  const data = kind === 'float' ? new Float32Array(size) : new Int32Array(size);
  for (let i = 0; i < size; i++) data[i] = read(view, start + i * width);
  return { data, shape };
}

/**
 * The lists of integers in a pickled array of objects. Reads what NumPy writes for such arrays; calls nothing, whatever the
 * file says.
 *
 * @see Python, pickletools
 */
function unpickle(who: string, bytes: Uint8Array, name: string): number[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let stack: unknown[] = [];
  const marks: unknown[][] = [];
  const memo = new Map<number, unknown>();
  const take = (length: number): number => {
    at += length;
    if (at > bytes.length) throw new RangeError(`${who}: ${name} must hold lists of integers, got one cut short.`);
    return at - length;
  };
  const popMark = (): unknown[] => {
    const items = stack;
    stack = marks.pop()!;
    return items;
  };
  const line = (): void => {
    while (bytes[take(1)] !== 10);
  };
  const steps: Record<number, () => void> = {
    128: () => take(1), // PROTO
    149: () => take(8), // FRAME
    99: () => {
      line();
      line();
      stack.push('global');
    }, // GLOBAL
    147: () => {
      stack.splice(-2);
      stack.push('global');
    }, // STACK_GLOBAL
    113: () => memo.set(bytes[take(1)]!, stack.at(-1)), // BINPUT
    114: () => memo.set(view.getUint32(take(4), true), stack.at(-1)), // LONG_BINPUT
    148: () => memo.set(memo.size, stack.at(-1)), // MEMOIZE
    104: () => stack.push(memo.get(bytes[take(1)]!)), // BINGET
    106: () => stack.push(memo.get(view.getUint32(take(4), true))), // LONG_BINGET
    40: () => {
      marks.push(stack);
      stack = [];
    }, // MARK
    93: () => stack.push([]), // EMPTY_LIST
    101: () => {
      const items = popMark(); // APPENDS
      for (const item of items) (stack.at(-1) as unknown[]).push(item);
    },
    97: () => {
      const item = stack.pop(); // APPEND
      (stack.at(-1) as unknown[]).push(item);
    },
    75: () => stack.push(bytes[take(1)]), // BININT1
    77: () => stack.push(view.getUint16(take(2), true)), // BININT2
    74: () => stack.push(view.getInt32(take(4), true)), // BININT
    78: () => stack.push(null), // NONE
    136: () => stack.push(true), // NEWTRUE
    137: () => stack.push(false), // NEWFALSE
    41: () => stack.push([]), // EMPTY_TUPLE
    133: () => stack.push(stack.splice(-1)), // TUPLE1
    134: () => stack.push(stack.splice(-2)), // TUPLE2
    135: () => stack.push(stack.splice(-3)), // TUPLE3
    116: () => {
      const items = popMark(); // TUPLE
      stack.push(items);
    },
    88: () => text(view.getUint32(take(4), true)), // BINUNICODE
    140: () => text(bytes[take(1)]!), // SHORT_BINUNICODE
    67: () => text(bytes[take(1)]!), // SHORT_BINBYTES
    85: () => text(bytes[take(1)]!), // SHORT_BINSTRING
    66: () => text(view.getUint32(take(4), true)), // BINBYTES
    82: () => {
      stack.splice(-2);
      stack.push({});
    }, // REDUCE
    129: () => {
      stack.splice(-2);
      stack.push({});
    }, // NEWOBJ
    98: () => {
      const state = stack.pop(); // BUILD: an array's state ends with its items
      if (Array.isArray(state) && Array.isArray(state.at(-1))) stack[stack.length - 1] = state.at(-1);
    },
  };
  const text = (length: number): void => void stack.push(new TextDecoder().decode(bytes.subarray(take(length), at)));
  for (;;) {
    const code = bytes[take(1)]!;
    if (code === 0x2e) break; // STOP
    const step = steps[code];
    if (!step)
      throw new RangeError(
        `${who}: ${name} must hold lists of integers, got another object (code ${code} at ${at - 1}).`,
      );
    step();
  }
  const lists = stack.at(-1);
  if (!Array.isArray(lists) || !lists.every((list) => Array.isArray(list) && list.every(Number.isInteger)))
    throw new RangeError(`${who}: ${name} must hold lists of integers, got other objects.`);
  return lists as number[][];
}
