/** The sizes of a Transformer; the defaults are each network's own. */
export interface TransformerSizes {
  /** Blocks; in each of encoder and decoder where there are both. */
  readonly numLayers?: number;
  /** Heads of each block's attention; `hiddenDim` must be a multiple of it. */
  readonly numHeads?: number;
  /** The length of a token's vector. */
  readonly hiddenDim?: number;
  /** The inner units of each block's network; four times `hiddenDim` by default. */
  readonly intermediateDim?: number;
  /** The share dropped in training of vectors, attention and what each part adds; 0.1 by default. */
  readonly dropout?: number;
}
