export { fileSystem } from './fileSystem.js';
export { type Interrupt, type InterruptOptions, interrupt } from './interrupt.js';
export { type ProgressBarOptions, progressBar } from './progressBar.js';
