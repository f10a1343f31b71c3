import { named } from '../profile/forms';
import { Profile } from '../profile/Profile';

/** Detectors of TrustyAI. */
export const trustyai: Profile = {
  id: 'trustyai',
  title: 'TrustyAI detectors',
  vantage: 'guardrail',
  checked: 'guardrails-detectors of June 2026',
  temporality: 'cumulative',
  labels: {
    guardrail: 'detector_name',
    reason: 'detector_kind',
    namespace: 'namespace',
  },
  series: {
    'guardrail.attempts': named('trustyai_guardrails_requests_total', {
      born: 'at-start',
    }),
    'guardrail.failed': named('trustyai_guardrails_errors_total', {
      born: 'at-start',
    }),
    'guardrail.detected': named('trustyai_guardrails_detections_total', {
      born: 'at-start',
      approximate:
        'a detection says nothing of what was done about it: it may have been masked or blocked',
    }),
  },
  quirks: [
    'A detector finds and does not act: what was blocked, masked or skipped is known to its caller only.',
    'The series of a detector begin at zero with its first use.',
    'There is neither model nor team.',
  ],
};
