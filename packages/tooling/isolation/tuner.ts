// Finds the lowest point of a bowl, stops weak trials, and goes on from what a storage holds.
import { asha, choice, gridSearch, int, search, table, tpe, uniform } from '@tenonjs/tuner';

const files: Record<string, Uint8Array> = {};
const storage = {
  async read(name: string): Promise<Uint8Array> {
    const file = files[name];
    if (!file) throw new Error(`there is no ${name}.`);
    return file;
  },
  async write(written: Readonly<Record<string, Uint8Array>>): Promise<void> {
    Object.assign(files, written);
  },
  async has(name: string): Promise<boolean> {
    return name in files;
  },
};

const space = { x: uniform(-2, 2), n: int(1, 4), kind: choice(['plain', 'raised']) };
const { trials, best } = await search(
  async ({ x, n, kind }, { report }) => {
    const value = (x - 1) ** 2 + (n - 2) ** 2 + (kind === 'raised' ? 1 : 0);
    for (let step = 3; step > 0; step--) if (await report(value + step)) break;
    return value;
  },
  space,
  { trials: 40, algorithm: tpe({ seed: 1 }), stopping: asha(), storage },
);
if (trials.length !== 40) throw new Error(`ran ${trials.length} trials.`);
if (!(best.value !== null && best.value < 0.5)) throw new Error(`best was ${best.value}.`);
if (!table(trials).includes('kind')) throw new Error('the table has no column "kind".');

let calls = 0;
const again = await search(
  ({ n }) => {
    calls++;
    return n;
  },
  { n: int(1, 3) },
  { trials: 3, algorithm: gridSearch() },
);
if (calls !== 3 || again.best.params.n !== 1) throw new Error('the grid was not searched.');
