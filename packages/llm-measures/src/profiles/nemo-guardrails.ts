import { named, never } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** NeMo Guardrails with the engine IORails, which alone writes metrics. */
export const nemoGuardrails: Profile = {
  id: 'nemo-guardrails',
  title: 'NeMo Guardrails',
  vantage: 'guardrail',
  checked: 'docs/observability/metrics/reference.mdx of NeMo Guardrails 0.24',
  temporality: 'cumulative',
  labels: { phase: 'rail_type', namespace: 'namespace', code: 'error_type' },
  series: {
    'guardrail.attempts': named('guardrails_requests_total', {
      labels: { phase: '', code: '' },
    }),
    'guardrail.failed': named('guardrails_requests_errors_total', {
      born: 'at-first-event',
      labels: { phase: '' },
    }),
    'guardrail.blocked': named('guardrails_requests_blocked_total', {
      born: 'at-first-event',
      labels: { code: '' },
    }),
    'guardrail.skipped': never(
      'an error of a rail is raised and ends the request: none is let pass unchecked',
    ),
  },
  quirks: [
    'Only the engine IORails writes metrics, and only where it is asked to; the usual engine writes traces.',
    'There is no counter for each rail, no type of personal data, and neither model nor team.',
  ],
};
