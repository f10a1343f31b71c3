// No default export: package discovery of a backend loads the default exports
// of a package's main entry and of this one together, and only one of the two
// registrations may be installed.
export { catalogModuleLlmModelLayer } from './alphaModule';
export { llmModelLayer } from './model-layer/llmModelLayer';
