/**
 * Usage of models for the llm plugin, as OpenTelemetry reports it
 *
 * @packageDocumentation
 */
export { llmModuleOtlp as default } from './module';
