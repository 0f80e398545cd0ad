export { activate } from './activate.js';
export type { ActivateOptions } from './activateWith.js';
export { isAvailable, name } from './name.js';
