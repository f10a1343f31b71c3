/**
 * Measures of the llm plugin from Prometheus, Thanos, Mimir and VictoriaMetrics
 *
 * @packageDocumentation
 */
export { llmModulePrometheus as default } from './module';
