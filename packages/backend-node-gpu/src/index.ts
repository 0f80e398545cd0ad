export { type ActivateOptions, activate, isAvailable, name } from './activate.js';
