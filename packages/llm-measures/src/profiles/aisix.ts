import { is, isNot, named } from '../profile/forms';
import { LabelMatch, Profile } from '../profile/Profile';

const checks = (...match: LabelMatch[]) =>
  named('aisix_guardrail_latency_seconds', {
    part: 'count',
    match,
    born: 'at-first-event',
  });

const pii = is('kind', 'pii');

/** aisix of API7, whose guardrails say what became of every check. */
export const aisix: Profile = {
  id: 'aisix',
  title: 'aisix',
  vantage: 'guardrail',
  checked: 'api7/aisix of August 2026',
  temporality: 'cumulative',
  labels: { guardrail: 'guardrail', phase: 'phase', namespace: 'namespace' },
  series: {
    'guardrail.attempts': checks(),
    'guardrail.allowed': checks(is('result', 'allowed')),
    'guardrail.masked': checks(is('result', 'masked')),
    'guardrail.blocked': checks(is('result', 'blocked'), is('error_type', '')),
    'guardrail.detected': checks(is('result', 'would_block', 'would_mask')),
    'guardrail.skipped': checks(is('result', 'bypassed')),
    // A guard that failed and had the request denied carries the error beside the block.
    'guardrail.failed': checks(
      is('result', 'blocked'),
      isNot('error_type', ''),
    ),
    'pii.scanned': checks(pii, isNot('result', 'bypassed')),
    'pii.masked': checks(pii, is('result', 'masked', 'blocked')),
    'pii.exposed': checks(pii, is('result', 'would_block', 'would_mask')),
  },
  quirks: [
    'A text is scanned once for each guardrail of the kind pii: with several of them break it down by guardrail.',
  ],
};
