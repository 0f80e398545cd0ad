export { decodeWav, type Sound } from './audio/decodeWav.js';
export { type MelSpectrogramOptions, melSpectrogram } from './audio/melSpectrogram.js';
export { type SpectrogramOptions, spectrogram } from './audio/spectrogram.js';
export type { Batched } from './pipeline/collate.js';
export {
  type BatchOptions,
  type MapOptions,
  type Pipeline,
  pipeline,
  type ShuffleOptions,
} from './pipeline/pipeline.js';
export type { PipelineSource } from './pipeline/source.js';
export {
  type AnyWorker,
  answerCalls,
  type WorkerPool,
  type WorkerPoolOptions,
  workerPool,
} from './pipeline/workerPool.js';
export { zip } from './pipeline/zip.js';
export { type CaliforniaHousingOptions, californiaHousing } from './sources/californiaHousing.js';
export type { Cifar, CifarOptions } from './sources/cifar.js';
export { cifar10 } from './sources/cifar10.js';
export { type Cifar100Options, cifar100 } from './sources/cifar100.js';
export { type CsvColumn, type CsvOptions, type CsvRow, csv } from './sources/csv.js';
export { download } from './sources/download.js';
export { type FashionMnistOptions, fashionMnist } from './sources/fashionMnist.js';
export type { DownloadOptions } from './sources/fetchFile.js';
export { type ImageFolderOptions, imageFolder, type LabelledImage } from './sources/imageFolder.js';
export { type ImdbOptions, imdb } from './sources/imdb.js';
export { iris } from './sources/iris.js';
export { jsonLines } from './sources/jsonLines.js';
export { type Mnist, type MnistOptions, mnist } from './sources/mnist.js';
export type { ByteSource } from './sources/open.js';
export { type ParquetLibrary, type ParquetOptions, parquet } from './sources/parquet.js';
export { parseIdx } from './sources/parseIdx.js';
export { type ReutersOptions, reuters } from './sources/reuters.js';
export { type SpokenDigit, type SpokenDigitsOptions, spokenDigits } from './sources/spokenDigits.js';
export { textLines } from './sources/textLines.js';
export { type TfExample, tfRecord } from './sources/tfRecord.js';
export { translationPairs } from './sources/translationPairs.js';
export { type BytePairTokenizerOptions, bytePairTokenizer } from './text/bytePairTokenizer.js';
export { characterTokenizer } from './text/characterTokenizer.js';
export {
  type HuggingFaceTokenizer,
  type PretrainedTokenizer,
  type PretrainedTokenizerOptions,
  pretrainedTokenizer,
} from './text/pretrainedTokenizer.js';
export type { EncodeOptions, Tokenizer, TokenizerOptions } from './text/tokenizer.js';
export { type WordTokenizerOptions, wordTokenizer } from './text/wordTokenizer.js';
export { type WordVectors, type WordVectorsOptions, wordVectors } from './text/wordVectors.js';
export { type KFoldOptions, kFold } from './transforms/kFold.js';
export { type MinMaxNormalizeOptions, minMaxNormalize } from './transforms/minMaxNormalize.js';
export { type OneHotOptions, oneHot, toCategorical } from './transforms/oneHot.js';
export { type PadSequencesOptions, paddingMask, padSequences } from './transforms/padSequences.js';
export { type RescaleOptions, rescale } from './transforms/rescale.js';
export { reshape } from './transforms/reshape.js';
export type { Scaler, ScalerOptions } from './transforms/scaler.js';
export { slice } from './transforms/slice.js';
export { type SlidingWindowsOptions, slidingWindows } from './transforms/slidingWindows.js';
export { type StandardizeOptions, standardize } from './transforms/standardize.js';
export { type TrainTestSplitOptions, trainTestSplit } from './transforms/trainTestSplit.js';
