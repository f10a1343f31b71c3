import { JsonObject } from '@backstage/types';
import gpuPool from './GpuPool.v1alpha1.schema.json';
import model from './Model.v1alpha1.schema.json';

/**
 * JSON Schema (draft 7) of a Model entity. It describes `spec` only: the envelope is the catalog's own, and a catalog
 * model layer accepts no other form.
 *
 * @public
 */
export const modelSchema: JsonObject = model;

/**
 * JSON Schema (draft 7) of a GpuPool entity. It describes `spec` only, as {@link modelSchema} does.
 *
 * @public
 */
export const gpuPoolSchema: JsonObject = gpuPool;
