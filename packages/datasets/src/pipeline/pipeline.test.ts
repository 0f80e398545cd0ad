import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pipeline } from './pipeline.js';

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const count = async (source: AsyncIterable<unknown>): Promise<number> => {
  let n = 0;
  for await (const _ of source) n++;
  return n;
};

test('every kind of source gives its samples', async () => {
  async function* later() {
    yield 1;
    yield 2;
  }
  for (const source of [[1, 2], new Set([1, 2]), later, later(), () => [1, 2], async () => [1, 2], () => later()])
    expect(await pipeline<number>(source).toArray()).toEqual([1, 2]);
  const stream = new ReadableStream<number>({
    start(controller) {
      controller.enqueue(1);
      controller.enqueue(2);
      controller.close();
    },
  });
  expect(await pipeline(stream).toArray()).toEqual([1, 2]);
  expect(await pipeline(pipeline([1, 2])).toArray()).toEqual([1, 2]);
});

test('arrays give their rows, of their type, without a copy', async () => {
  const x = { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2] };
  const y = { data: Int32Array.of(5, 6), shape: [2] };
  const rows = await pipeline({ x, y }).toArray();
  expect(rows[1]).toEqual({ x: { data: Uint8Array.of(3, 4), shape: [2] }, y: { data: Int32Array.of(6), shape: [] } });
  expect(rows[1]!.x.data.buffer).toBe(x.data.buffer);
  expect(() => pipeline({ x, y: { data: new Uint8Array(3), shape: [3] } })).toThrow(
    new RangeError('pipeline: x has 2 samples but y has 3.'),
  );
});

test('steps do what their names say, and leave the pipeline before them as it is', async () => {
  const source = pipeline(numbers(6));
  expect(await source.map((n) => 2 * n).toArray()).toEqual([0, 2, 4, 6, 8, 10]);
  expect(await source.map(async (n, i) => n + i).toArray()).toEqual([0, 2, 4, 6, 8, 10]);
  expect(await source.filter((n) => n % 2 === 1).toArray()).toEqual([1, 3, 5]);
  expect(await source.take(2).toArray()).toEqual([0, 1]);
  expect(await source.take(20).toArray()).toEqual(numbers(6));
  expect(await source.skip(4).toArray()).toEqual([4, 5]);
  expect(await source.take(2).repeat(3).toArray()).toEqual([0, 1, 0, 1, 0, 1]);
  expect(await source.repeat().take(8).toArray()).toEqual([0, 1, 2, 3, 4, 5, 0, 1]);
  expect(await source.prefetch(3).toArray()).toEqual(numbers(6));
  expect(await pipeline([]).repeat().toArray()).toEqual([]);
});

test('shuffling is a permutation, of the seed, another in each epoch, within its buffer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 40 }), fc.nat(), async (n, buffer, seed) => {
      const order = await pipeline(numbers(n)).shuffle(buffer, { seed }).toArray();
      expect([...order].sort((a, b) => a - b)).toEqual(numbers(n));
      for (const [place, value] of order.entries()) expect(value).toBeLessThan(place + buffer);
    }),
    { numRuns: 50 },
  );
  const shuffled = () => pipeline(numbers(50)).shuffle(50, { seed: 3 });
  const once = shuffled();
  const [first, second] = [await once.toArray(), await once.toArray()];
  expect(first).not.toEqual(second);
  const again = shuffled();
  expect([await again.toArray(), await again.toArray()]).toEqual([first, second]);
  const same = pipeline(numbers(50)).shuffle(50, { seed: 3, reshuffleEachIteration: false });
  expect(await same.toArray()).toEqual(await same.toArray());
  // Each number comes to each place about equally often.
  const counts = new Array<number>(9).fill(0);
  for (let seed = 0; seed < 3000; seed++)
    (await pipeline(numbers(3)).shuffle(3, { seed }).toArray()).forEach((n, at) => void counts[3 * at + n]!++);
  expect(Math.min(...counts)).toBeGreaterThan(880);
  expect(Math.max(...counts)).toBeLessThan(1120);
});

test('batches stack numbers, arrays and tuples, the last one smaller', async () => {
  const samples = numbers(5).map((n) => ({ x: [n, n + 0.5], y: n, name: `n${n}`, ids: Int32Array.of(n) }));
  const batches = await pipeline(samples).batch(2).toArray();
  expect(batches).toHaveLength(3);
  expect(batches[0]).toEqual({
    x: { data: Float32Array.of(0, 0.5, 1, 1.5), shape: [2, 2] },
    y: { data: Float32Array.of(0, 1), shape: [2] },
    name: ['n0', 'n1'],
    ids: { data: Int32Array.of(0, 1), shape: [2, 1] },
  });
  expect(batches[2]!.x.shape).toEqual([1, 2]);
  expect(await pipeline(samples).batch(2, { dropRemainder: true }).toArray()).toHaveLength(2);
  expect(await pipeline(samples).batch(9).toArray()).toHaveLength(1);
  expect(await pipeline(samples).batch(9, { dropRemainder: true }).toArray()).toEqual([]);
  expect(await pipeline([1, 2, 3]).batch(2).toArray()).toEqual([
    { data: Float32Array.of(1, 2), shape: [2] },
    { data: Float32Array.of(3), shape: [1] },
  ]);
  const [[x, y]] = (await pipeline(numbers(2).map((n) => [[n, n], Uint8Array.of(n)] as const))
    .batch(2)
    .toArray()) as any;
  expect([x.shape, [...y.data]]).toEqual([
    [2, 2],
    [0, 1],
  ]);
});

test('padded batches hold each sample at the start of each axis', async () => {
  const [tokens] = await pipeline([[1, 2, 3], [4]])
    .batch(2, { padded: 0 })
    .toArray();
  expect(tokens).toEqual({ data: Float32Array.of(1, 2, 3, 4, 0, 0), shape: [2, 3] });
  const images = [
    { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2] },
    { data: Uint8Array.of(5, 6, 7), shape: [1, 3] },
  ];
  const [batch] = await pipeline(images).batch(2, { padded: 9 }).toArray();
  expect(batch).toEqual({ data: Uint8Array.of(1, 2, 9, 3, 4, 9, 5, 6, 7, 9, 9, 9), shape: [2, 2, 3] });
  await expect(
    pipeline([{ x: [1, 2] }, { x: [1] }])
      .batch(2)
      .toArray(),
  ).rejects.toThrow(
    new RangeError('batch: x of samples must have one shape, got [2] and [1]; padded: 0 fills them up.'),
  );
  await expect(
    pipeline([[1], [2]].map((x, i) => ({ x: i ? x : 1 })))
      .batch(2, { padded: 0 })
      .toArray(),
  ).rejects.toThrow(new RangeError('batch: x of samples must have one shape, got [] and [1].'));
});

test('nothing is read before it is asked for, and no further', async () => {
  let read = 0;
  function* source() {
    for (;;) yield read++;
  }
  const steps = pipeline(source)
    .map((n) => n)
    .filter(() => true)
    .batch(2);
  expect(read).toBe(0);
  const iterator = steps[Symbol.asyncIterator]();
  await iterator.next();
  expect(read).toBe(2);
  await iterator.return?.();
  read = 0;
  const ahead = pipeline(source).prefetch(3)[Symbol.asyncIterator]();
  await ahead.next();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(read).toBe(4);
  await ahead.return?.();
});

test('calls overlap up to the number allowed, and the order stays', async () => {
  let [running, most] = [0, 0];
  const slow = async (n: number): Promise<number> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, n % 2 === 0 ? 4 : 1));
    running--;
    return n;
  };
  expect(await pipeline(numbers(12)).map(slow, { parallel: 4 }).toArray()).toEqual(numbers(12));
  expect(most).toBe(4);
});

test('a cache reads once, and keeps nothing of a reading that ended early', async () => {
  let read = 0;
  const cached = pipeline(function* () {
    for (let i = 0; i < 3; i++) {
      read++;
      yield i;
    }
  }).cache();
  expect(await cached.take(2).toArray()).toEqual([0, 1]);
  expect(await cached.toArray()).toEqual([0, 1, 2]);
  expect(read).toBe(5);
  expect(await cached.toArray()).toEqual([0, 1, 2]);
  expect(read).toBe(5);
});

test('a source that throws is heard, after what came before it, and is closed when reading ends early', async () => {
  const events: string[] = [];
  function* source() {
    try {
      yield 1;
      yield 2;
      throw new Error('the disk is gone');
    } finally {
      events.push('closed');
    }
  }
  for (const steps of [
    pipeline(source),
    pipeline(source)
      .map((n) => n, { parallel: 3 })
      .prefetch(2)
      .filter(() => true),
    pipeline(source).batch(2),
    pipeline(source).shuffle(1).repeat(2).cache(),
  ]) {
    const seen: unknown[] = [];
    await expect(
      (async () => {
        for await (const sample of steps) seen.push(sample);
      })(),
    ).rejects.toThrow(new Error('the disk is gone'));
    expect(seen.length).toBeGreaterThan(0);
    expect(events.splice(0)).toEqual(['closed']);
    expect(await count(steps.take(1))).toBe(1);
    expect(events.splice(0)).toEqual(['closed']);
  }
  await expect(
    pipeline([1, 2])
      .map(() => Promise.reject(new Error('no')), { parallel: 2 })
      .toArray(),
  ).rejects.toThrow(new Error('no'));
});

test('what can be read once says so the second time', async () => {
  const once = pipeline(
    (function* () {
      yield 1;
    })(),
  );
  expect(await once.toArray()).toEqual([1]);
  await expect(once.toArray()).rejects.toThrow(
    new Error(
      'pipeline: a source that is read more than once must be a function that begins it, got a generator or stream that was already read.',
    ),
  );
});

test('pipeline refuses', async () => {
  const sources = 'arrays such as { x, y }, something to iterate, a web stream or a function that gives one';
  for (const [source, got] of [
    [3, 'number'],
    [null, 'null'],
    [{ x: [1] }, 'object'],
  ] as const) {
    expect(() => pipeline(source as any)).toThrow(new TypeError(`pipeline: source must be ${sources}, got ${got}.`));
  }
  expect(() => pipeline({})).toThrow(new RangeError('pipeline: data must hold arrays, got none.'));
  await expect(pipeline((() => 3) as any).toArray()).rejects.toThrow(
    new TypeError('pipeline: the function must give something to iterate or a web stream, got number.'),
  );
  for (const [step, name] of [
    [(n: number) => pipeline([]).batch(n), 'batch: size'],
    [(n: number) => pipeline([]).shuffle(n), 'shuffle: buffer'],
    [(n: number) => pipeline([]).take(n), 'take: count'],
    [(n: number) => pipeline([]).skip(n), 'skip: count'],
    [(n: number) => pipeline([]).repeat(n), 'repeat: count'],
    [(n: number) => pipeline([]).prefetch(n), 'prefetch: count'],
    [(n: number) => pipeline([]).map(() => 1, { parallel: n }), 'map: parallel'],
  ] as const) {
    expect(() => step(0)).toThrow(new RangeError(`${name} must be a positive integer, got 0.`));
  }
});
