/**
 * Registers the Model and GpuPool kinds with the catalog and provides their entities from the GitOps repository
 *
 * @packageDocumentation
 */
export { catalogModuleLlm as default } from './module';
