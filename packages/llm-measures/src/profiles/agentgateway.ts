import { is, named } from '../profile/forms';
import { Profile } from '../profile/Profile';

const tokens = (type: string) =>
  named('agentgateway_gen_ai_client_token_usage', {
    part: 'sum',
    match: [is('gen_ai_token_type', type)],
    born: 'at-first-event',
  });

const checks = (...actions: string[]) =>
  named('agentgateway_guardrail_checks_total', {
    ...(actions.length > 0 && { match: [is('action', ...actions)] }),
    born: 'at-first-event',
    labels: { model: '', provider: '', operation: '', phase: 'phase' },
  });

/** agentgateway, the data plane of kgateway for AI. */
export const agentgateway: Profile = {
  id: 'agentgateway',
  title: 'agentgateway',
  vantage: 'gateway',
  checked: 'crates/agentgateway/src/telemetry/metrics.rs of agentgateway 1.4.1',
  temporality: 'cumulative',
  labels: {
    model: 'gen_ai_request_model',
    operation: 'gen_ai_operation_name',
    provider: 'gen_ai_system',
    namespace: 'namespace',
  },
  series: {
    'tokens.input': tokens('input'),
    'tokens.output': tokens('output'),
    'requests.total': named('agentgateway_gen_ai_server_request_duration', {
      part: 'count',
    }),
    'latency.end_to_end': named('agentgateway_gen_ai_server_request_duration'),
    'latency.time_to_first_token': named(
      'agentgateway_gen_ai_server_time_to_first_token',
    ),
    'latency.time_per_output_token': named(
      'agentgateway_gen_ai_server_time_per_output_token',
    ),
    'cost.used': named('agentgateway_gen_ai_client_cost_usd_total', {
      currency: 'USD',
      approximate:
        'counters lose what happens between the last scrape and a restart',
    }),
    'guardrail.attempts': checks(),
    'guardrail.allowed': checks('Allow'),
    'guardrail.masked': checks('Mask'),
    'guardrail.blocked': {
      ...checks('Reject'),
      approximate:
        'a guard that failed and had the request denied counts as a block',
    },
    'guardrail.skipped': checks('FailOpen'),
  },
  quirks: [
    'Durations are in seconds although their names do not say so.',
    'Checks of guardrails carry no model: they stand for the whole gateway.',
    'One check is counted for each guard, and streams are checked window by window: checks may outnumber requests.',
    'Durations carry no outcome: failures of models are not among these series.',
    'With native histograms there are no buckets by le: configure the classic mode, or both.',
  ],
};
