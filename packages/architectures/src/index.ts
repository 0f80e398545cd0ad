export type { ArchitectureOptions, ImageOptions } from './architecture.js';
export { leNet5 } from './convolutional/leNet5.js';
export { type MobileNetV2Options, mobileNetV2 } from './convolutional/mobileNetV2.js';
export { type ResNetOptions, resNet } from './convolutional/resNet.js';
export { type ResNetCifarOptions, resNetCifar } from './convolutional/resNetCifar.js';
export { type TutorialCnnOptions, tutorialCnn } from './convolutional/tutorialCnn.js';
export { type UNetOptions, uNet } from './convolutional/uNet.js';
export { type CrnnOptions, crnn } from './recurrent/crnn.js';
export { type RecurrentClassifierOptions, recurrentClassifier } from './recurrent/recurrentClassifier.js';
export { type RecurrentForecasterOptions, recurrentForecaster } from './recurrent/recurrentForecaster.js';
export type { RecurrentStackOptions } from './recurrent/stack.js';
export {
  type TemporalConvolutionalNetworkOptions,
  temporalConvolutionalNetwork,
} from './temporal/temporalConvolutionalNetwork.js';
export { type EncoderDecoderInputs, type EncoderDecoderOptions, encoderDecoder } from './transformer/encoderDecoder.js';
export { geluApproximate } from './transformer/geluApproximate.js';
export { type GptOptions, gpt } from './transformer/gpt.js';
export { reversibleEmbedding } from './transformer/reversibleEmbedding.js';
export type { TransformerSizes } from './transformer/sizes.js';
export { type TransformerClassifierOptions, transformerClassifier } from './transformer/transformerClassifier.js';
