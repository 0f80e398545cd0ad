import { afterEach, expect, test, vi } from 'vitest';
import { learningCurves } from './learningCurves.js';

afterEach(() => vi.unstubAllGlobals());

test('in a browser it is an element, and has no file system', async () => {
  const curves = learningCurves({ loss: [2, 1] });
  expect(() => curves.element()).toThrow(new Error('element: there must be a page, got none; use svg or save.'));
  vi.stubGlobal(
    'DOMParser',
    class {
      parseFromString = (text: string, type: string) => ({ documentElement: { text, type } });
    },
  );
  expect(curves.element()).toEqual({ text: curves.svg, type: 'image/svg+xml' });
  vi.stubGlobal('process', undefined);
  await expect(curves.save('curves.svg')).rejects.toThrow(
    new Error('save: there must be a file system, got a browser; use element, svg or png.'),
  );
});
