// Saves files and reads them again.
import { fileSystem, progressBar } from '@tenonjs/node';

const storage = fileSystem('saved');
await storage.write({ 'a.bin': Uint8Array.of(1, 2, 3) });
if ((await storage.read('a.bin')).join() !== '1,2,3') throw new Error('read another file than was written.');
if (typeof progressBar().onBatchEnd !== 'function') throw new Error('no callback.');
