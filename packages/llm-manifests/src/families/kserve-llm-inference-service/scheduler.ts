import type { Context } from './pools';
import type { SchedulerInput } from './input';

/** Plugins of the endpoint picker that score servers. */
const SCORERS = {
  prefixCache: 'prefix-cache-scorer',
  queue: 'queue-scorer',
  kvCache: 'kv-cache-utilization-scorer',
  loraAffinity: 'lora-affinity-scorer',
} as const;

/** What picks a server for a request; KServe brings a configuration of its own where the intent has no wishes. */
export function scheduler(context: Context, input: SchedulerInput) {
  const { replicas, config } = input;
  const inline = endpointPickerConfig(context, input);
  return {
    replicas,
    ...(config && { config: { ref: config } }),
    ...(!config && inline && { config: { inline } }),
  };
}

/**
 * @see llm-d router, `EndpointPickerConfig`
 */
function endpointPickerConfig(
  { input }: Context,
  { weights, prefillFrom }: SchedulerInput,
) {
  if (!weights && prefillFrom === undefined) {
    return undefined;
  }
  const wishes = weights ?? {
    prefixCache: 3,
    queue: 2,
    kvCache: 0,
    loraAffinity: input.engine.lora ? 4 : 0,
  };
  const scorers = (Object.keys(SCORERS) as Array<keyof typeof SCORERS>)
    .filter(key => wishes[key] > 0)
    .map(key => ({ type: SCORERS[key], weight: wishes[key] }));
  const picking = [
    ...scorers.map(({ type, weight }) => ({ pluginRef: type, weight })),
    { pluginRef: 'max-score-picker' },
  ];
  const common = {
    apiVersion: 'llm-d.ai/v1alpha1',
    kind: 'EndpointPickerConfig',
  };
  const scoring = [
    ...scorers.map(({ type }) => ({ type })),
    { type: 'max-score-picker' },
  ];
  if (!input.prefill) {
    return {
      ...common,
      plugins: [{ type: 'single-profile-handler' }, ...scoring],
      schedulingProfiles: [{ name: 'default', plugins: picking }],
    };
  }
  const decider =
    typeof prefillFrom === 'number'
      ? {
          type: 'prefix-based-pd-decider',
          parameters: { nonCachedTokens: prefillFrom },
        }
      : { type: 'always-disagg-pd-decider' };
  return {
    ...common,
    plugins: [
      { type: 'disagg-headers-handler' },
      { type: 'prefill-filter' },
      { type: 'decode-filter' },
      ...scoring,
      decider,
      {
        type: 'disagg-profile-handler',
        parameters: { deciders: { prefill: decider.type } },
      },
    ],
    schedulingProfiles: [
      {
        name: 'prefill',
        plugins: [{ pluginRef: 'prefill-filter' }, ...picking],
      },
      {
        name: 'decode',
        plugins: [{ pluginRef: 'decode-filter' }, ...picking],
      },
    ],
  };
}
