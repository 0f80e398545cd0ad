import { proxy, transfer, wrap } from 'comlink';
import { centre } from './centre.js';
import { chart } from './chart.js';
import { pad } from './pad.js';
import { showFilters, showSamples } from './pictures.js';
import type { BackendName, Place, Point, Trainer, View } from './trainer.js';

const at = <E extends Element = HTMLElement>(id: string): E => document.getElementById(id) as unknown as E;
const button = (id: string): HTMLButtonElement => at<HTMLButtonElement>(id);

const worker = new Worker(new URL('./trainer.ts', import.meta.url), { type: 'module' });
const trainer = wrap<Trainer>(worker);
const form = at<HTMLFormElement>('form');
const progress = at<HTMLProgressElement>('progress');
const charts = [chart(at<SVGSVGElement>('loss'), 'loss'), chart(at<SVGSVGElement>('accuracy'), 'accuracy', 1)];

let trained: Point[] = [];
let validated: Point[] = [];
/** Epochs on the charts' axis. */
let span = 5;
let hasModel = false;
let state: 'starting' | 'idle' | 'training' | 'paused' | 'busy' = 'starting';

const say = (text: string): void => {
  at('status').textContent = text;
};
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
let due = false;
/** Draws the curves before the next frame, once for all that comes until then. */
function draw(): void {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    for (const each of charts) each.draw(trained, validated, span);
  });
}

/** What may be pressed now. */
function enable(next: typeof state): void {
  state = next;
  const [idle, running] = [state === 'idle', state === 'training' || state === 'paused'];
  button('train').disabled = !idle;
  button('train').textContent = hasModel ? 'Train further' : 'Train';
  button('pause').disabled = !running;
  button('pause').textContent = state === 'paused' ? 'Go on' : 'Pause';
  button('stop').disabled = !running;
  button('reset').disabled = !idle || !hasModel;
  for (const id of ['save', 'download']) button(id).disabled = !hasModel || state === 'busy' || state === 'starting';
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('.fields input, .fields select'))
    field.disabled = !idle;
  at<HTMLFieldSetElement>('backends').disabled = !idle;
  button('choose').disabled = !idle;
  void showKept();
}

/** Does something that may fail, and says so where it does. */
async function attempt(act: () => Promise<void>): Promise<void> {
  at('alert').hidden = true;
  try {
    await act();
  } catch (error) {
    const { message } = error as Error;
    at('alert').textContent = message;
    at('alert').hidden = false;
  }
}

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Which models there are to load. */
async function showKept(): Promise<void> {
  // A private window may keep nothing.
  const kept = await trainer.kept().catch(() => ({ saved: null, 'last-epoch': null }));
  const words: string[] = [];
  for (const place of ['saved', 'last-epoch'] as const) {
    button(`load-${place}`).disabled = state !== 'idle' || !kept[place];
    if (kept[place]) words.push(`${place === 'saved' ? 'Saved' : 'Last epoch'}: ${when.format(kept[place])}.`);
  }
  at('kept').textContent = words.join(' ') || 'Nothing is kept yet. While it trains, each epoch is.';
}

const backend = (): BackendName => form.querySelector<HTMLInputElement>('[name=backend]:checked')!.value as BackendName;

function show({ filters, samples }: View): void {
  at('samples-none').hidden = true;
  showSamples(at('samples'), samples);
  showFilters(at('filters'), filters);
}

async function train(): Promise<void> {
  const value = (name: string): number => Number((form.elements.namedItem(name) as HTMLInputElement).value);
  const settings = {
    backend: backend(),
    images: value('images'),
    epochs: value('epochs'),
    batchSize: value('batchSize'),
    learningRate: value('learningRate'),
  };
  const begun = Math.max(0, ...validated.map((point) => point.at));
  // What an epoch cut short has left is not continued.
  trained = trained.filter((point) => point.at <= begun);
  span = begun + settings.epochs;
  draw();
  enable('training');
  let device = '';
  let described = 0;
  say('Fetching the digits …');
  progress.removeAttribute('value');
  try {
    const result = await trainer.train(
      settings,
      proxy({
        downloaded(share) {
          progress.value = share;
          say(`Fetching the digits: ${Math.round(share * 100)} %`);
        },
        begun(description) {
          device = description;
          progress.value = 0;
          say(`Training on ${device}.`);
        },
        trained(point) {
          hasModel = true;
          trained.push(point);
          progress.value = (point.at - begun) / settings.epochs;
          // A screen reader is not told four times a second.
          if (performance.now() - described > 2000) {
            described = performance.now();
            say(
              `Epoch ${Math.ceil(point.at)} of ${span}: loss ${point.loss.toFixed(3)}, accuracy ${percent(point.accuracy)}. ${device}`,
            );
          }
          draw();
        },
        validated(point) {
          validated.push(point);
          draw();
          void showKept();
        },
        viewed(view) {
          show(view);
          void recognise();
        },
      }),
    );
    hasModel = true;
    say(
      result.accuracy === null
        ? `Stopped after ${result.epochs} whole ${result.epochs === 1 ? 'epoch' : 'epochs'}.`
        : `Done: it reads ${percent(result.accuracy)} of ${result.tested.toLocaleString('en')} test digits right. ${device}`,
    );
    if (result.accuracy !== null) progress.value = 1;
  } catch (error) {
    progress.value = 0;
    say('Training ended with an error.');
    throw error;
  } finally {
    enable('idle');
    void recognise();
  }
}

/** Something short during which nothing else is begun. */
const busy = (act: () => Promise<string>): Promise<void> =>
  attempt(async () => {
    const before = state;
    enable('busy');
    try {
      say(await act());
    } finally {
      enable(before);
    }
  });

async function loaded(view: Promise<View>, what: string): Promise<string> {
  show(await view);
  hasModel = true;
  trained = [];
  validated = [];
  draw();
  void recognise();
  return `Loaded ${what}. Draw a digit, or train it further.`;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (state === 'idle') void attempt(train);
});
button('pause').addEventListener('click', async () => {
  const pausing = state === 'training';
  await (pausing ? trainer.pause() : trainer.resume());
  if (state === 'idle') return;
  enable(pausing ? 'paused' : 'training');
  say(pausing ? 'Paused.' : 'Going on.');
});
button('stop').addEventListener('click', () => trainer.stop());
button('reset').addEventListener('click', () =>
  busy(async () => {
    await trainer.reset();
    hasModel = false;
    trained = [];
    validated = [];
    progress.value = 0;
    at('samples').replaceChildren();
    at('filters').replaceChildren();
    at('samples-none').hidden = false;
    draw();
    void recognise();
    return 'A new model, which knows nothing yet.';
  }),
);
button('save').addEventListener('click', () =>
  busy(async () => {
    await trainer.save();
    return 'Saved in this browser.';
  }),
);
button('download').addEventListener('click', () =>
  busy(async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([await trainer.download()], { type: 'application/zip' }));
    link.download = 'tenon-digits.zip';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    return 'Downloaded as tenon-digits.zip.';
  }),
);
for (const [place, what] of [
  ['saved', 'the saved model'],
  ['last-epoch', 'the last epoch'],
] as [Place, string][]) {
  button(`load-${place}`).addEventListener('click', () => busy(() => loaded(trainer.loadKept(place, backend()), what)));
}
const file = at<HTMLInputElement>('file');
button('choose').addEventListener('click', () => file.click());
file.addEventListener('change', () =>
  busy(async () => {
    const chosen = await Promise.all(
      [...(file.files ?? [])].map(async (each) => ({
        name: each.name,
        bytes: new Uint8Array(await each.arrayBuffer()),
      })),
    );
    file.value = '';
    const sent = transfer(
      chosen,
      chosen.map(({ bytes }) => bytes.buffer),
    );
    return loaded(trainer.loadFiles(sent, backend()), chosen.map(({ name }) => name).join(' and '));
  }),
);

// ── The digit that is drawn ─────────────────────────────────────────────────────────────────────────────────────────

const bars = Array.from({ length: 10 }, (_, digit) => {
  const item = document.createElement('li');
  item.innerHTML = `<span aria-hidden="true">${digit}</span><span class="bar" aria-hidden="true"><span></span></span><span class="value"></span>`;
  at('probabilities').append(item);
  const [bar, value] = [item.querySelector<HTMLElement>('.bar span')!, item.querySelector('.value')!];
  return (share: number | undefined): void => {
    bar.style.transform = `scaleX(${share ?? 0})`;
    value.textContent = share === undefined ? '' : `${Math.round(share * 100)} %`;
    item.setAttribute('aria-label', `${digit}: ${Math.round((share ?? 0) * 100)} %`);
  };
});

const answer = at('answer');
/** What is drawn, as the model takes it: null where nothing is, undefined until it is looked at. */
let ink: ReturnType<typeof centre> | undefined;
const drawing = pad(
  at('pad'),
  () => {
    ink = undefined;
    void recognise();
  },
  (text) => {
    at('pen').textContent = text;
  },
);
button('clear').addEventListener('click', drawing.clear);

let asked = false;
let again = false;
/** Reads what is drawn; strokes that come meanwhile are read together afterwards. */
async function recognise(): Promise<void> {
  again = true;
  if (asked) return;
  asked = true;
  try {
    while (again) {
      again = false;
      await new Promise(requestAnimationFrame);
      if (ink === undefined) ink = centre(drawing.picture());
      const probabilities = ink && (await trainer.recognise(ink));
      const best = probabilities ? probabilities.indexOf(Math.max(...probabilities)) : undefined;
      for (const [digit, set] of bars.entries()) set(probabilities?.[digit]);
      at('digit').textContent = best === undefined ? '–' : String(best);
      const text =
        best !== undefined
          ? `Looks like a ${best}, ${percent(probabilities![best]!)}.`
          : ink
            ? 'Train or load a model first.'
            : 'Draw, and it is read as you go.';
      if (answer.textContent !== text) answer.textContent = text;
    }
  } catch {
    answer.textContent = 'It cannot be read just now.';
  } finally {
    asked = false;
  }
}

// ── The beginning ───────────────────────────────────────────────────────────────────────────────────────────────────

worker.addEventListener('error', (event) => {
  at('alert').textContent =
    `The worker could not be started: ${event.message || 'its script was not found'}. Reload the page.`;
  at('alert').hidden = false;
});
draw();
void attempt(async () => {
  const refused = await trainer.backends(document.baseURI);
  const radios = [...form.querySelectorAll<HTMLInputElement>('[name=backend]')];
  for (const radio of radios) {
    const reason = refused[radio.value as BackendName];
    radio.disabled = reason !== null;
    at(`why-${radio.value}`).textContent = reason ?? '';
  }
  const first = radios.find((radio) => !radio.disabled);
  if (!first) throw new Error('No backend can be had in this browser; the sentences below say what is missing.');
  first.checked = true;
  enable('idle');
  say('Ready. Choose what to train with, and press Train.');
});
