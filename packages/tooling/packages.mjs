import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './pnpm.mjs';

/** The packages that the registry gets. */
export const published = readdirSync(path.join(root, 'packages'))
  .map((name) => ({ name, folder: path.join(root, 'packages', name) }))
  .filter(({ folder }) => existsSync(path.join(folder, 'package.json')))
  .map((entry) => ({ ...entry, manifest: JSON.parse(readFileSync(path.join(entry.folder, 'package.json'), 'utf8')) }))
  .filter(({ manifest }) => !manifest.private);
