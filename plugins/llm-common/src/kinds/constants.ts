/**
 * The `apiVersion` of both kinds. Kinds of the same names in another API group are not ours.
 *
 * @public
 */
export const MODELYARD_API_VERSION = 'modelyard.dev/v1alpha1';

/**
 * The API group of both kinds, for catalog model layers.
 *
 * @public
 */
export const MODELYARD_API_GROUP = 'modelyard.dev';

/**
 * The kind of a model. In entity refs it is written `model`.
 *
 * @public
 */
export const MODEL_KIND = 'Model';

/**
 * The kind of a pool of GPUs. In entity refs it is written `gpupool`.
 *
 * @public
 */
export const GPU_POOL_KIND = 'GpuPool';
