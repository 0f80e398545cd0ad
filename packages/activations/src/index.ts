export { type EluOptions, elu } from './elu.js';
export { type ReluOptions, relu } from './relu.js';
export { sigmoid } from './sigmoid.js';
export { type SoftmaxOptions, softmax } from './softmax.js';
export { tanh } from './tanh.js';
