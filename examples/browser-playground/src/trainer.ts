// The worker: data, model and training, away from the page. What the page may ask of it is `Trainer`.
import { mnist, rescale, reshape, slice } from '@tenonjs/datasets';
import { sparseCategoricalCrossentropy } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { load, type Model, modelCheckpoint, terminateOnNaN } from '@tenonjs/models';
import { adam } from '@tenonjs/optimizers';
import { tensor4d } from '@tensorflow/tfjs-core';
import { expose, transfer } from 'comlink';
import { type Files, inMemory, unzipped, zipped } from './archive.js';
import { cnn, parts } from './cnn.js';
import { indexedDb, type Kept } from './indexedDb.js';

const backends = {
  wasm: () => import('@tenonjs/backend-wasm'),
  webgl: () => import('@tenonjs/backend-webgl'),
  webgpu: () => import('@tenonjs/backend-webgpu'),
};

export type BackendName = keyof typeof backends;
/** Where a model is kept: what the user saved, and the last whole epoch of training. */
export type Place = 'saved' | 'last-epoch';

export interface Settings {
  readonly backend: BackendName;
  readonly images: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** A point of the curves, at a time counted in epochs. */
export interface Point {
  readonly at: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface Sample {
  /** Ink, `[28, 28]`, 0 to 255. */
  readonly image: Uint8Array;
  readonly label: number;
  readonly predicted: number;
}

/** What a model shows of itself. */
export interface View {
  /** Of the first layer, each `[3, 3]`, one after the other. */
  readonly filters: Float32Array;
  readonly samples: readonly Sample[];
}

/** What the page is told while it trains. */
export interface Listener {
  downloaded(share: number): void;
  begun(backend: string): void;
  trained(point: Point): void;
  validated(point: Point): void;
  viewed(view: View): void;
}

/** Milliseconds between two readings of what the device has computed. */
const interval = 300;
const shown = 20;

let model: Model | undefined;
let active: BackendName | undefined;
let description = '';
let data: ReturnType<typeof mnist> | undefined;
/** Epochs that the model has had on this page. */
let past = 0;
let stop: AbortController | undefined;
/** Resolves when training may go on; absent while it does. */
let pause: { over: Promise<void>; end: () => void } | undefined;

/** MNIST, once; a download that failed is tried anew the next time. */
function digits(listener?: Listener): ReturnType<typeof mnist> {
  const received = new Map<number, number>();
  data ??= mnist({
    source: new URL('mnist/', pageAddress).href,
    onProgress: (loaded, total) => {
      // The images of training are nearly all of it.
      if (total === null || total < 1e6) return;
      received.set(total, loaded);
      const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
      listener?.downloaded(sum(received.values()) / sum(received.keys()));
    },
  });
  return data.catch((error: Error) => {
    data = undefined;
    throw error;
  });
}

let pageAddress = '';

const images = (x: Awaited<ReturnType<typeof mnist>>['train']['x']) =>
  reshape(rescale(x, { scale: 1 / 255 }), [-1, 28, 28, 1]);

async function activate(name: BackendName): Promise<string> {
  if (active === name) return description;
  // A model lives on one backend, and moves to another by its files.
  const files = model && (await filesOf(model));
  model?.dispose();
  model = undefined;
  try {
    const threads = globalThis.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, 4) : 1;
    const info =
      name === 'wasm' ? await (await backends.wasm()).activate({ threads }) : await (await backends[name]()).activate();
    active = name;
    description = info.description;
  } finally {
    if (files && active) model = await load(files, parts);
  }
  return description;
}

async function filesOf(from: Model): Promise<Files> {
  const storage = inMemory();
  await from.save(storage, { includeOptimizer: false });
  return storage;
}

/** The model, on the backend that is chosen; a new one where there is none. */
async function ready(name: BackendName): Promise<Model> {
  await activate(name);
  model ??= cnn();
  return model;
}

async function view(of: Model): Promise<View> {
  const { test } = await digits();
  const x = slice(test.x, 0, shown);
  const probabilities = await of.predict(images(x));
  try {
    const values = await probabilities.data();
    const [kernel] = await of.getWeights();
    // [3, 3, 1, filters]
    const { data, shape } = kernel!;
    const filters = Float32Array.from(data, (_, i) => data[(i % 9) * shape[3]! + Math.floor(i / 9)]!);
    const samples = Array.from({ length: shown }, (_, i) => ({
      image: x.data.slice(i * 784, (i + 1) * 784),
      label: test.y.data[i]!,
      predicted: largest(values.subarray(i * 10, (i + 1) * 10)),
    }));
    return { filters, samples };
  } finally {
    probabilities.dispose();
  }
}

const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((best, value, i) => (value > values[best]! ? i : best), 0);

/** Takes over a model that was saved, if it reads digits. */
async function adopt(from: Kept | Files, name: BackendName): Promise<View> {
  await activate(name);
  const loaded = await load(from, parts);
  const [input, output] = [loaded.knownShapes?.[0]?.join(), loaded.outputShape([null, 28, 28, 1] as never)];
  if (input !== ',28,28,1' || (output as number[]).at(-1) !== 10) {
    loaded.dispose();
    throw new Error('This model does not read digits: it must take [28, 28, 1] and give 10 probabilities.');
  }
  model?.dispose();
  model = loaded;
  past = 0;
  return view(model);
}

const trainer = {
  /** Which backends there are, each with the reason where it cannot be had. */
  async backends(page: string): Promise<Record<BackendName, string | null>> {
    pageAddress = page;
    const reason = async (name: BackendName): Promise<string | null> => {
      try {
        const backend = await backends[name]();
        if (await backend.isAvailable()) return null;
        await backend.activate();
        return null;
      } catch (error) {
        return (error as Error).message.replace(/^activate: /, '');
      }
    };
    return { wasm: await reason('wasm'), webgl: await reason('webgl'), webgpu: await reason('webgpu') };
  },

  /** Trains until done or stopped; gives the epochs that are whole, and the accuracy on so many images never trained on. */
  async train(
    settings: Settings,
    listener: Listener,
  ): Promise<{ epochs: number; tested: number; accuracy: number | null }> {
    const { backend, images: count, epochs, batchSize, learningRate } = settings;
    stop = new AbortController();
    const { signal } = stop;
    try {
      const { train, test } = await digits(listener);
      const training = await ready(backend);
      listener.begun(description);
      const begun = past;
      let epoch = 0;
      let steps = 1;
      // What showing took the last time: of a slow device it gets no more than a sixth.
      let cost = 0;
      let read = { time: performance.now(), batch: 0, logs: { loss: 0, accuracy: 0 } };
      training.compile({
        optimizer: adam({ learningRate }),
        loss: sparseCategoricalCrossentropy,
        metrics: [accuracy()],
      });
      const history = await training.fit(images(slice(train.x, 0, count)), slice(train.y, 0, count), {
        epochs,
        batchSize,
        validationSplit: 0.1,
        verbose: 0,
        signal,
        callbacks: [
          terminateOnNaN(),
          modelCheckpoint(indexedDb('last-epoch' satisfies Place)),
          {
            onTrainBegin(params) {
              steps = params.steps ?? 1;
            },
            onEpochBegin(index) {
              epoch = index;
              read = { time: performance.now(), batch: 0, logs: { loss: 0, accuracy: 0 } };
            },
            async onBatchEnd(batch, logs) {
              if (pause) await pause.over;
              const done = batch + 1;
              const now = performance.now();
              if (now - read.time < Math.max(interval, 5 * cost) && done < steps) return;
              // Logs are means from the epoch's start; the curve has those of the batches since the last point.
              const means = (await logs()) as typeof read.logs;
              const recent = (name: 'loss' | 'accuracy'): number =>
                (means[name] * done - read.logs[name] * read.batch) / (done - read.batch);
              listener.trained({
                at: begun + epoch + done / steps,
                loss: recent('loss'),
                accuracy: recent('accuracy'),
              });
              listener.viewed(await view(training));
              read = { time: performance.now(), batch: done, logs: means };
              cost = read.time - now;
            },
            onEpochEnd(index, logs) {
              past = begun + index + 1;
              listener.validated({ at: past, loss: logs.val_loss!, accuracy: logs.val_accuracy! });
            },
          },
        ],
      });
      const epochsDone = history.epoch.length;
      if (signal.aborted) return { epochs: epochsDone, tested: 0, accuracy: null };
      // A short training has a short test.
      const tested = slice(test.x, 0, count);
      const result = await training.evaluate(images(tested), slice(test.y, 0, count), { batchSize: 256 });
      return { epochs: epochsDone, tested: tested.shape[0]!, accuracy: result.accuracy! };
    } finally {
      stop = undefined;
      trainer.resume();
    }
  },

  pause(): void {
    if (pause) return;
    let end = (): void => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    pause = { over, end };
  },

  resume(): void {
    pause?.end();
    pause = undefined;
  },

  /** Ends training after the batch. */
  stop(): void {
    stop?.abort();
    trainer.resume();
  },

  /** Forgets the model. */
  reset(): void {
    model?.dispose();
    model = undefined;
    past = 0;
  },

  /** Ten probabilities for a digit, `[28, 28]` of ink from 0 to 1; null before there is a model. */
  async recognise(ink: Float32Array): Promise<number[] | null> {
    if (!model) return null;
    const x = tensor4d(ink, [1, 28, 28, 1]);
    const y = model.predictOnBatch(x);
    try {
      return Array.from(await y.data());
    } finally {
      x.dispose();
      y.dispose();
    }
  },

  async save(): Promise<void> {
    if (!model) throw new Error('There is no model yet; train one first.');
    await indexedDb('saved' satisfies Place).write((await filesOf(model)).files);
  },

  /** When a model was last kept in each place. */
  async kept(): Promise<Record<Place, Date | null>> {
    return { saved: await indexedDb('saved').written(), 'last-epoch': await indexedDb('last-epoch').written() };
  },

  async download(): Promise<Uint8Array<ArrayBuffer>> {
    if (!model) throw new Error('There is no model yet; train one first.');
    const bytes = zipped((await filesOf(model)).files);
    return transfer(bytes, [bytes.buffer]);
  },

  loadKept: async (place: Place, backend: BackendName): Promise<View> => adopt(indexedDb(place), backend),

  loadFiles: async (chosen: readonly { name: string; bytes: Uint8Array }[], backend: BackendName): Promise<View> =>
    adopt(unzipped(chosen), backend),
};

export type Trainer = typeof trainer;

expose(trainer);
