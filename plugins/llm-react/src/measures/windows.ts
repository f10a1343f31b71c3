import type { LlmWindow } from '@modelyard/plugin-llm-common';

const windows: Record<string, LlmWindow> = {
  availability: 'slo',
  'slo-burn': 'slo',
  'cost-used': 'month',
  'cost-held': 'month',
  'idle-share': 'month',
  'budget-use': 'month',
  'time-to-first-token': '1h',
  'inter-token-latency': '1h',
  'time-per-output-token': '1h',
  'end-to-end-latency': '1h',
  'queue-time': '1h',
  'first-audio': '1h',
  'real-time-factor': '1h',
  'queue-length': '1h',
  'kv-cache-use': '1h',
  'throughput-gain': '7d',
};

/** The time over which a measure is shown where nobody chose one. */
export function usualWindow(measure: string): LlmWindow {
  return Object.hasOwn(windows, measure) ? windows[measure] : '24h';
}
