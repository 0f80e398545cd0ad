/** What tfjs's kernels and ours use as much of as there is. */
const limits = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
] as const;

/** Features that tfjs's own profiling and drawing use where they are there. */
const features: readonly GPUFeatureName[] = ['timestamp-query', 'bgra8unorm-storage'];

/** A device of this adapter with all it can give; tfjs's own request lists a feature in a form that Dawn refuses. */
export const deviceOf = (adapter: GPUAdapter): Promise<GPUDevice> =>
  adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(limits.map((limit) => [limit, adapter.limits[limit]])),
  });

/** The adapter's own words for itself. */
export const describe = ({ info }: GPUAdapter): string =>
  info.description || info.device || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unnamed adapter';
