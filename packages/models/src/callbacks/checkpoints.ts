import type { DataArray, Storage } from '@tenonjs/contracts';
import { decodeSafetensors } from '../serialization/safetensors.js';

/** A checkpoint in a storage. */
export interface Checkpoint {
  readonly file: string;
  readonly epoch: number;
  /** The monitored log, where there is one. */
  readonly value?: number;
  readonly best?: boolean;
}

const INDEX = 'checkpoints.json';

/** The checkpoints in a storage, oldest first; none where there never was one. */
export async function listed(storage: Storage): Promise<Checkpoint[]> {
  if (storage.has && !(await storage.has(INDEX))) return [];
  const bytes = await storage.read(INDEX);
  const { checkpoints } = JSON.parse(new TextDecoder().decode(bytes)) as { checkpoints: Checkpoint[] };
  return checkpoints;
}

export const list = (storage: Storage, checkpoints: readonly Checkpoint[]): Promise<void> =>
  storage.write({ [INDEX]: new TextEncoder().encode(`${JSON.stringify({ checkpoints }, null, 2)}\n`) });

/** The newest checkpoint that can be read: one that was damaged later is passed over for the one before. */
export async function newest(storage: Storage): Promise<Record<string, DataArray> | undefined> {
  const all = await listed(storage);
  let damage: unknown;
  for (const { file } of all.reverse()) {
    try {
      return decodeSafetensors(await storage.read(file), 'fit');
    } catch (error) {
      damage = error;
    }
  }
  if (damage !== undefined) throw damage;
  return undefined;
}
