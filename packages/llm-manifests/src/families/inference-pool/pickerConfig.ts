import { printObjects } from '../../objects/printObjects';
import type { ServingTarget } from '../Family';
import type { RenderedPicker } from './input';

/** The configuration of the picker (llm-d.ai/v1alpha1 EndpointPickerConfig): what counts, and where it reads it. */
export function pickerConfig(
  picker: RenderedPicker,
  serving: ServingTarget,
): string {
  const { queue, kvCache, prefixCache, lora } = picker.scorers;
  const scorers = (
    [
      ['queue-scorer', queue],
      ['kv-cache-utilization-scorer', kvCache],
      ['prefix-cache-scorer', prefixCache],
      ['lora-affinity-scorer', lora],
    ] as const
  ).filter(([, weight]) => weight > 0);
  return printObjects([
    {
      apiVersion: 'llm-d.ai/v1alpha1',
      kind: 'EndpointPickerConfig',
      plugins: [
        ...scorers.map(([type]) => ({ type })),
        { type: 'max-score-picker' },
        {
          type: 'metrics-data-source',
          parameters: {
            scheme: serving.tls ? 'https' : 'http',
            path: '/metrics',
            insecureSkipVerify: serving.tls,
          },
        },
        { type: 'core-metrics-extractor' },
      ],
      schedulingProfiles: [
        {
          name: 'default',
          plugins: [
            ...scorers.map(([pluginRef, weight]) => ({ pluginRef, weight })),
            { pluginRef: 'max-score-picker' },
          ],
        },
      ],
    },
  ]);
}
