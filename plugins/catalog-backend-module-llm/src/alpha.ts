export { catalogModuleLlmModelLayer as default } from './alphaModule';
export { llmModelLayer } from './model-layer/llmModelLayer';
