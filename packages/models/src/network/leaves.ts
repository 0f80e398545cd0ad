import type { Layer } from '@tenonjs/contracts';

/** The layers that are not made of layers, each once, however often it is shared. */
export const leaves = (layers: readonly Layer[]): Layer[] => [
  ...new Set(layers.flatMap((layer) => inner(layer)?.flatMap((each) => leaves([each])) ?? [layer])),
];

/** The layers of a network. */
export const inner = (layer: Layer): readonly Layer[] | undefined => (layer as { layers?: readonly Layer[] }).layers;
