import { serialization } from '@tensorflow/tfjs-core';

/**
 * tfjs-core's table of classes, in Node. Bundlers take it from its own file, as package.json says: by its public name it brings
 * tfjs-core's loaders too.
 */
export const SerializationMap: typeof serialization.SerializationMap = serialization.SerializationMap;
