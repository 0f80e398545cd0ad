import type { Storage } from '@tenonjs/contracts';

/** A place of the page's IndexedDB that keeps one model. */
export interface Kept extends Storage {
  /** When it was last written, null where it never was. */
  written(): Promise<Date | null>;
}

const database = 'tenon-playground';
const table = 'files';

/** What a request comes to. */
const result = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table);
  return result(request);
}

/** Reads or writes in one transaction, which is whole or not at all. */
async function transact<T>(mode: IDBTransactionMode, act: (files: IDBObjectStore) => T): Promise<T> {
  const db = await open();
  try {
    const transaction = db.transaction(table, mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const value = act(transaction.objectStore(table));
    await done;
    return value;
  } finally {
    db.close();
  }
}

/**
 * The model kept under this name.
 *
 * @throws {Error} If there is no such file, or the browser keeps nothing here (a private window) or has no room left.
 */
export function indexedDb(name: string): Kept {
  const get = async (file: string): Promise<unknown> =>
    (await transact('readonly', (files) => files.get(`${name}/${file}`))).result;
  return {
    async read(file) {
      const bytes = (await get(file)) as Uint8Array | undefined;
      if (!bytes) throw new Error(`indexedDb: ${name} has no ${file}; nothing was saved there yet.`);
      return bytes;
    },
    has: async (file) => (await get(file)) !== undefined,
    async write(given) {
      await transact('readwrite', (files) => {
        for (const [file, bytes] of Object.entries(given)) files.put(bytes, `${name}/${file}`);
        files.put(new Date(), `${name}/written`);
      });
    },
    written: async () => ((await get('written')) as Date | undefined) ?? null,
  };
}
