/**
 * Actions for the scaffolder: manifests, and the catalog files of models and GPU pools
 *
 * @packageDocumentation
 */
export { scaffolderModuleLlm as default } from './module';
