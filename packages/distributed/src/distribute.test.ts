import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { distribute } from './distribute.js';
import { local } from './local.js';

// Processes start slowly where many do.
vi.setConfig({ testTimeout: 120_000 });

const program = path.join(import.meta.dirname, '../testing/train.mjs');
const temporary = mkdtempSync(path.join(tmpdir(), 'tenon-distributed-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const hasMpi = spawnSync('mpirun', ['--version']).status === 0;
if (!hasMpi) console.log('There is no mpirun: what needs MPI is left out.');

interface Run {
  readonly code: number | null;
  readonly text: string;
  readonly seconds: number;
  /** What the ranks had at their end, in order. */
  readonly ends: {
    rank: number;
    size: number;
    weights: number[];
    mean?: number[];
    leaked: number;
    history: Record<string, number[]>;
  }[];
}

/** The last words of the command are the program and its options. */
const launch = (command: string, args: readonly string[], options: object, env: object = {}): Promise<Run> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const folder = mkdtempSync(path.join(temporary, 'ends-'));
    const child = spawn(command, [...args, program, JSON.stringify({ ...options, ends: folder })], {
      env: { ...process.env, ...env, OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
    child.on('error', reject);
    child.on('close', (code) => {
      const ends = readdirSync(folder).map((file): Run['ends'][number] =>
        JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
      );
      resolve({
        code,
        text,
        seconds: (performance.now() - begun) / 1000,
        ends: ends.sort((a, b) => a.rank - b.rank),
      });
    });
  });

const alone = (options: object): Promise<Run> => launch(process.execPath, [], options);
const mpirun = (ranks: number, options: object, args: readonly string[] = []): Promise<Run> =>
  launch('mpirun', ['-np', String(ranks), '--bind-to', 'none', '--oversubscribe', ...args, process.execPath], options);
const threads = (ranks: number, options: object): Promise<Run> => alone({ ...options, threads: ranks });

const engines = [...(hasMpi ? [['MPI', mpirun] as const] : []), ['threads', threads] as const];

/** 12 epochs of 9 batches: 108 steps. */
const whole = alone({ epochs: 12 });
const short = alone({ epochs: 4 });

/** The greatest difference. */
const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

function agree(run: Run, ranks: number, { ends: [expected] }: Run, within = 1e-5): void {
  expect(run.code, run.text).toBe(0);
  expect(run.ends.map(({ rank, size }) => [rank, size])).toEqual(Array.from({ length: ranks }, (_, i) => [i, ranks]));
  for (const { weights, history } of run.ends) {
    // To the bit the same on all ranks.
    expect(weights).toEqual(run.ends[0]!.weights);
    expect(history).toEqual(run.ends[0]!.history);
    expect(apart(weights, expected!.weights)).toBeLessThan(within);
    for (const [name, values] of Object.entries(expected!.history))
      for (const [i, value] of values.entries()) expect(history[name]![i]).toBeCloseTo(value, 5);
  }
  // Rank 0 alone prints.
  expect(run.text.match(/Epoch 3\/\d+ /g)).toHaveLength(1);
}

for (const [name, run] of engines) {
  test.each([2, 4])(`${name}: %i ranks end with the weights and history of one`, async (ranks) => {
    agree(await run(ranks, { epochs: 12 }), ranks, await whole);
  });

  test(`${name}: what the loss is the mean of may differ from rank to rank; no tensor is left behind`, async () => {
    const options = { first: 'mask', wasm: true, again: true, overlap: name === 'MPI' };
    const masked = await run(2, options);
    agree(masked, 2, await alone({ ...options, overlap: false }));
    expect(masked.ends.map(({ leaked }) => leaked)).toEqual([0, 0]);
  });

  test(`${name}: running means of batch normalization are those of the whole batch`, async () => {
    const options = { first: 'normalization', again: true };
    const [normalized, whole] = [await run(2, options), await alone(options)];
    expect(normalized.ends[1]!.weights).toEqual(normalized.ends[0]!.weights);
    expect(apart(normalized.ends[0]!.mean!, whole.ends[0]!.mean!)).toBeLessThan(1e-5);
    expect(normalized.ends.map(({ leaked }) => leaked)).toEqual([0, 0]);
  });

  test(`${name}: a pipeline of each rank's batches ends with the weights of one`, async () => {
    const options = { stream: true, samples: [144] };
    agree(await run(2, options), 2, await alone(options));
  });

  test(`${name}: ranks that differ are told so before the first step`, async () => {
    const data = await run(2, { samples: [150, 140] });
    expect(data.code).not.toBe(0);
    expect(data.text).toContain('fit: rank 1 must have the steps an epoch of rank 0, 9, got 8.');
    const model = await run(2, { units: [8, 9] });
    expect(model.code).not.toBe(0);
    expect(model.text).toContain(
      'fit: rank 1 must have the model of rank 0: its weight 0 must be dense/kernel [4, 8], got dense/kernel [4, 9].',
    );
  });

  test.each(['dies', 'hangs', 'throws'])(
    `${name}: a rank that %s ends the job, which goes on from the checkpoint named`,
    async (kind) => {
      // A thread that kills its process leaves nobody to tell of it.
      if (name === 'threads' && kind === 'dies') return;
      const options = { epochs: 4, timeout: 3, folder: path.join(temporary, `${name} ${kind}`) };
      const ended = await run(2, { ...options, fault: { rank: 1, batch: 5, kind } });
      expect(ended.ends).toEqual([]);
      expect(ended.code).not.toBe(0);
      expect(ended.seconds).toBeLessThan(20);
      expect(ended.text).toMatch(
        {
          dies: /rank 1 .*signal 9/,
          hangs: /rank 0 waited \d s, but rank 1 did not come\./,
          throws: /rank 1 of 2: out of memory\./,
        }[kind]!,
      );
      expect(ended.text).toMatch(/The checkpoint to resume from is checkpoint-\d\.safetensors of .*\./);
      const resumed = await run(2, options);
      const [straight] = (await short).ends;
      expect(resumed.code).toBe(0);
      expect(resumed.text).not.toContain('Epoch 1/4');
      const { weights, history } = resumed.ends[0]!;
      expect(apart(weights, straight!.weights)).toBeLessThan(1e-5);
      expect(history.loss![3]).toBeCloseTo(straight!.history.loss![3]!, 5);
    },
  );

  test(`${name}: early stopping stops all; local SGD ends with one model`, async () => {
    const stopped = await run(2, { patience: 1 });
    expect(stopped.ends.map(({ history }) => history.loss!.length)).toEqual([2, 2]);
    const local = await run(2, { every: 4 });
    expect(local.code).toBe(0);
    expect(local.ends[1]!.weights).toEqual(local.ends[0]!.weights);
    expect(local.ends[0]!.history.loss!.at(-1)).toBeLessThan(1.15);
  });
}

test.runIf(hasMpi)('MPI: a rank that hangs ends the job within 10 seconds', async () => {
  const folder = path.join(temporary, 'default');
  const { code, text } = await mpirun(2, { folder, fault: { rank: 1, batch: 5, kind: 'hangs' } });
  const seconds = (Date.now() - statSync(`${folder}.fault`).mtimeMs) / 1000;
  expect(code).not.toBe(0);
  expect(text).toMatch(/rank 0 waited \d s, but rank 1 did not come\./);
  expect(seconds).toBeLessThan(10);
});

test.runIf(hasMpi)('MPI: gradients on their way during the backward pass end with the weights of one', async () => {
  agree(await mpirun(3, { epochs: 12, overlap: true }), 3, await whole);
});

test.runIf(hasMpi)('MPI: compressed gradients give all ranks one model, near that of one process', async () => {
  const [
    { ends, text },
    {
      ends: [exact],
    },
  ] = [await mpirun(3, { epochs: 4, compression: 'bf16' }), await short];
  expect(ends.length, text).toBe(3);
  for (const { weights, history } of ends) {
    expect(weights).toEqual(ends[0]!.weights);
    expect(apart(weights, exact!.weights)).toBeLessThan(0.1);
    expect(Math.abs(history.loss![3]! - exact!.history.loss![3]!)).toBeLessThan(0.02);
  }
  // Rounded they were.
  expect(apart(ends[0]!.weights, exact!.weights)).toBeGreaterThan(1e-5);
});

test('overlap and compression are refused where they cannot be', () => {
  const model = { stopTraining: false, fit: async () => {} } as never;
  const communicator = { ...local(), size: 2, allReduceBf16: async () => {} };
  const refused = (options: object): unknown => {
    try {
      return distribute(model, { communicator, ...options });
    } catch (error) {
      return (error as Error).message;
    }
  };
  const needs = 'distribute: compression needs a communicator with allReduceBf16, no overlap and every 1, got';
  expect(refused({ compression: 'bf16', every: 4 })).toBe(`${needs} every 4.`);
  expect(refused({ compression: 'bf16', communicator: { ...local(), size: 2 } })).toBe(`${needs} no allReduceBf16.`);
  const behind = { ...communicator, allReduceBehind: async () => {} };
  expect(refused({ compression: 'bf16', overlap: true, communicator: behind })).toBe(`${needs} overlap.`);
  expect(refused({ compression: 'fp16' })).toBe('distribute: compression must be "bf16", got "fp16".');
  expect(() => distribute(model, { communicator, overlap: true })).toThrow(
    new RangeError('distribute: overlap must be false with a communicator that has no allReduceBehind, got true.'),
  );
});

// What a launcher of MPICH tells its ranks, without one.
test.runIf(hasMpi)("MPI: a launcher that is not the library's is told of", async () => {
  const { code, text } = await launch(process.execPath, [], {}, { PMI_SIZE: '2', PMI_RANK: '0' });
  expect(code).not.toBe(0);
  expect(text).toMatch(
    /mpi: the launcher started 2 ranks, but the library \((?:Open MPI|MPICH) .*\) knows of 1: both must be of the same MPI; give its file as `library`\./,
  );
});

const hasMpich = spawnSync('mpiexec.hydra', ['--version']).status === 0;
if (!hasMpich) console.log('There is no mpiexec.hydra: MPICH is left out.');

test.runIf(hasMpich)('MPICH: ranks end with the weights and history of one, and a dead one is named', async () => {
  const mpiexec = (ranks: number, options: object): Promise<Run> =>
    launch('mpiexec.hydra', ['-np', String(ranks), process.execPath], options);
  agree(await mpiexec(2, { epochs: 12 }), 2, await whole);
  agree(await mpiexec(3, { epochs: 12, overlap: true }), 3, await whole);
  const options = { epochs: 4, timeout: 3, folder: path.join(temporary, 'mpich') };
  const ended = await mpiexec(2, { ...options, fault: { rank: 1, batch: 5, kind: 'hangs' } });
  expect(ended.code).not.toBe(0);
  expect(ended.text).toMatch(/rank 0 waited \d s, but rank 1 did not come\./);
  expect((await mpiexec(2, options)).code).toBe(0);
});

/** Two network namespaces, each with its address, joined by a cable of their own; false where they may not be made. */
function twoHosts(names: readonly [string, string]): boolean {
  const ip = (...args: string[]): boolean => spawnSync('ip', args).status === 0;
  return (
    names.every((name) => ip('netns', 'add', name)) &&
    ip('link', 'add', 'eth-a', 'netns', names[0], 'type', 'veth', 'peer', 'name', 'eth-b', 'netns', names[1]) &&
    names.every(
      (name, i) =>
        ip('-n', name, 'addr', 'add', `10.99.0.${i + 1}/24`, 'dev', i === 0 ? 'eth-a' : 'eth-b') &&
        ip('-n', name, 'link', 'set', i === 0 ? 'eth-a' : 'eth-b', 'up') &&
        ip('-n', name, 'link', 'set', 'lo', 'up'),
    )
  );
}

test.runIf(hasMpi)('MPI: two hosts over TCP end with the weights and history of one', async (context) => {
  const names = [`tenon-a${process.pid}`, `tenon-b${process.pid}`] as const;
  try {
    if (!twoHosts(names)) {
      console.log('No network namespaces may be made here: two hosts are left out.');
      return context.skip();
    }
    const agent = path.join(temporary, 'agent.sh');
    writeFileSync(agent, `#!/bin/sh\nshift\nexec ip netns exec ${names[1]} sh -c "$*"\n`, { mode: 0o755 });
    const hosts = path.join(temporary, 'hosts');
    writeFileSync(hosts, '10.99.0.1 slots=1\n10.99.0.2 slots=1\n');
    const mca = ['plm_rsh_agent', agent, 'btl', 'tcp,self', 'btl_tcp_if_include', '10.99.0.0/24'];
    mca.push('oob_tcp_if_include', '10.99.0.0/24');
    const run = await launch(
      'ip',
      [
        ...['netns', 'exec', names[0], 'mpirun', '-np', '2', '--hostfile', hosts, '--bind-to', 'none'],
        ...mca.flatMap((word, i) => (i % 2 === 0 ? ['--mca', word] : [word])),
        process.execPath,
      ],
      { epochs: 12 },
    );
    expect(run.code, run.text).toBe(0);
    agree(run, 2, await whole);
  } finally {
    for (const name of names) spawnSync('ip', ['netns', 'del', name]);
  }
});
