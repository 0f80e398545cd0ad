// Draws curves to both kinds of file.
import { readFileSync } from 'node:fs';
import { learningCurves } from '@tenonjs/vis';

const curves = learningCurves({ epoch: [0, 1, 2], history: { loss: [2, 1, 0.5], val_loss: [2.1, 1.2, 0.8] } });
await curves.save('curves.svg');
await curves.save('curves.png');
if (!readFileSync('curves.svg', 'utf8').includes('<svg')) throw new Error('not an SVG.');
if (readFileSync('curves.png').subarray(1, 4).toString() !== 'PNG') throw new Error('not a PNG.');
