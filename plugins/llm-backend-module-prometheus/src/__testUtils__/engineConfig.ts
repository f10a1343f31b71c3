import { PrometheusEngineConfig } from '../config/PrometheusEngineConfig';

/** The settings of an engine that is called `fra`. */
export function engineConfig(
  url: string,
  settings: Partial<PrometheusEngineConfig> = {},
): PrometheusEngineConfig {
  return {
    name: 'fra',
    key: 'llm.measures.prometheus[0]',
    url,
    headers: {},
    secrets: [],
    parameters: [],
    timeoutMs: 5_000,
    concurrency: 4,
    ...settings,
  };
}
