import { named } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** Predictors of KServe's Python server. Language models behind KServe report as the engine that serves them. */
export const kserve: Profile = {
  id: 'kserve',
  title: 'KServe',
  vantage: 'engine',
  checked: 'python/kserve/kserve/metrics.py of KServe 0.20',
  temporality: 'cumulative',
  labels: { model: 'model_name', namespace: 'namespace' },
  series: {
    'requests.total': named('request_predict_seconds', { part: 'count' }),
    'latency.end_to_end': named('request_predict_seconds', {
      approximate:
        'it is the time of the prediction alone, without what comes before and after it in the server',
    }),
  },
  quirks: [
    'The server counts predictions, not their outcome: failures show at the gateway or the engine.',
    'An LLMInferenceService reports the series of vLLM and of the llm-d router; use their profiles for it.',
  ],
};
