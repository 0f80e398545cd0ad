export { relu } from './relu.js';
