/** Where the windows of a convolution or pooling lie on images, or on volumes; an image is a volume of depth one. */
export interface Geometry {
  readonly batchSize: number;
  readonly inDepth: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outDepth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterDepth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  /** With the gaps that dilation makes. */
  readonly effectiveFilterHeight: number;
  readonly effectiveFilterWidth: number;
  readonly strideDepth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationDepth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padInfo: {
    readonly front: number;
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  readonly inShape: number[];
  readonly outShape: number[];
}

/** As tfjs-core gives them, for all axes at once or for each. */
export interface Windows {
  readonly strides: number | readonly number[];
  readonly pad: 'same' | 'valid' | number | readonly (readonly number[])[];
  readonly dilations?: number | readonly number[] | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil' | null;
}

const along = (values: number | readonly number[], axis: number): number =>
  typeof values === 'number' ? values : values[axis]!;

/** @param inShape - `[batch, …, channels]` */
export function geometry(
  inShape: number[],
  filter: number | readonly number[],
  outChannels: number,
  { strides, pad, dilations, dimRoundingMode }: Windows,
): Geometry {
  const windows = inShape.slice(1, -1).map((size, i) => {
    const [window, dilation] = [along(filter, i), along(dilations ?? 1, i)];
    return { size, window, stride: along(strides, i), dilation, extent: (window - 1) * dilation + 1 };
  });
  const axes = windows.map((axis, i) => {
    const { size, stride, extent } = axis;
    if (pad === 'same') {
      const out = Math.ceil(size / stride);
      const padding = Math.max(0, (out - 1) * stride + extent - size);
      const before = Math.floor(padding / 2);
      return { ...axis, out, before, after: padding - before };
    }
    const [before, after] = (typeof pad === 'object' ? pad[i + 1] : pad === 'valid' ? [0, 0] : [pad, pad]) as number[];
    // Where a number pads, tfjs counts the columns of an image by the windows of its rows.
    const counted = typeof pad === 'number' && windows.length === 2 ? windows[0]! : axis;
    const places = (size - counted.extent + before! + after!) / counted.stride + 1;
    return { ...axis, out: Math.max(0, Math[dimRoundingMode ?? 'floor'](places)), before: before!, after: after! };
  });
  const [height, width] = [axes.at(-2)!, axes.at(-1)!];
  const depth = axes.at(-3) ?? { size: 1, out: 1, window: 1, stride: 1, dilation: 1, before: 0 };
  return {
    batchSize: inShape[0]!,
    inDepth: depth.size,
    inHeight: height.size,
    inWidth: width.size,
    inChannels: inShape.at(-1)!,
    outDepth: depth.out,
    outHeight: height.out,
    outWidth: width.out,
    outChannels,
    filterDepth: depth.window,
    filterHeight: height.window,
    filterWidth: width.window,
    effectiveFilterHeight: height.extent,
    effectiveFilterWidth: width.extent,
    strideDepth: depth.stride,
    strideHeight: height.stride,
    strideWidth: width.stride,
    dilationDepth: depth.dilation,
    dilationHeight: height.dilation,
    dilationWidth: width.dilation,
    padInfo: { front: depth.before, top: height.before, bottom: height.after, left: width.before, right: width.after },
    inShape,
    outShape: [inShape[0]!, ...axes.map(({ out }) => out), outChannels],
  };
}

export interface Pooling extends Windows {
  readonly filterSize: number | readonly number[];
}

/** A pooling's, each channel by itself. */
export const poolGeometry = (inShape: number[], attrs: Pooling): Geometry =>
  geometry(inShape, attrs.filterSize, inShape.at(-1)!, attrs);
