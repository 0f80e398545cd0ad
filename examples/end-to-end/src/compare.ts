// TPE beside random search: the best validation loss of 40 trials each, for ten seeds.
import { activate } from '@tenonjs/backend-wasm';
import { type Algorithm, randomSearch, search, tpe } from '@tenonjs/tuner';
import { build, type Params, space, train, validation } from './task.js';

await activate();

async function best(algorithm: Algorithm): Promise<number> {
  const found = await search(
    async (params: Params) => {
      const model = build(params, train);
      const validationData = [validation.x, validation.y] as const;
      const { history } = await model.fit(train.x, train.y, { epochs: 15, verbose: 0, validationData });
      model.dispose();
      return history.val_loss!.at(-1)!;
    },
    space,
    { trials: 40, algorithm },
  );
  return found.best.value!;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

const losses: { tpe: number[]; random: number[] } = { tpe: [], random: [] };
for (let seed = 0; seed < 10; seed++) {
  losses.tpe.push(await best(tpe({ seed })));
  losses.random.push(await best(randomSearch({ seed })));
  console.log(`seed ${seed}: tpe ${losses.tpe.at(-1)!.toFixed(4)}, random ${losses.random.at(-1)!.toFixed(4)}`);
}
console.log(`median: tpe ${median(losses.tpe).toFixed(4)}, random ${median(losses.random).toFixed(4)}`);
