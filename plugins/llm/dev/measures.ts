import type { Entity } from '@backstage/catalog-model';
import type { MeasuredTask } from '@modelyard/llm-measures';
import type { LlmApi } from '@modelyard/plugin-llm-react';

// What sources see is told once, for the tests of the cards and for this app.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import {
  measuredBackend,
  type Sight,
} from '../../llm-react/src/__testUtils__/measuredBackend';
import {
  consumers,
  promises,
} from '../../llm-react/src/__testUtils__/seenSeries';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { demoEntity } from './demo';

const timeout = { error: 'The engine fra did not answer within 2.5 s' };

const guardrails = {
  'guardrail.attempts': 'nowhere',
  'guardrail.allowed': 'nowhere',
  'guardrail.masked': 'nowhere',
  'guardrail.blocked': 'nowhere',
  'guardrail.detected': 'nowhere',
  'guardrail.skipped': 'nowhere',
  'guardrail.failed': 'nowhere',
  'pii.scanned': 'nowhere',
  'pii.masked': 'nowhere',
  'pii.exposed': 'nowhere',
} as const;

/** The ways in which sources can behave towards a card. */
export const sights: Record<string, Sight> = {
  'everything is seen': { consumers, context: promises },
  'objectives are missed': {
    consumers,
    seen: { 'requests.failed': 2_900 },
    context: {
      ...promises,
      slo: {
        ...promises.slo,
        timeToFirstTokenP95: 0.05,
        interTokenP95: 0.03,
      },
      budget: {
        basis: 'used',
        amount: { amount: '900', currency: 'EUR' },
      },
    },
  },
  'figures are limited': {
    consumers,
    context: promises,
    qualifiers: ['stale', 'partial', 'approximate'],
    coverage: 0.964,
  },
  'nothing came in': {
    rest: 0,
    seen: {
      'requests.running': 0,
      'latency.time_to_first_token': { bounds: [1], counts: [0, 0], sum: 0 },
      'latency.inter_token': { bounds: [1], counts: [0, 0], sum: 0 },
      'latency.end_to_end': { bounds: [1], counts: [0, 0], sum: 0 },
      'cost.used': [],
      'cost.held': [],
    },
    context: promises,
  },
  'series are missing': { rest: 'absent', context: promises },
  'nothing is set up': { rest: 'nowhere' },
  'sources fail': { rest: timeout, context: promises },
  'some of each': {
    consumers,
    context: { slo: promises.slo },
    seen: {
      ...guardrails,
      'latency.inter_token': timeout,
      'tokens.cached_input': 'absent',
      'gpu.activity': 'absent',
      'quota.used': 'nowhere',
      'gpu.energy': timeout,
    },
  },
};

/**
 * A backend that measures the models and pools of the demo.
 *
 * @param name - how the sources behave
 */
export function demoMeasures(
  name: keyof typeof sights = 'everything is seen',
): Pick<LlmApi, 'readMeasures' | 'listMeasures'> {
  const sight = sights[name];
  const taskOf = ({ kind, spec }: Entity): MeasuredTask =>
    // A pool has no task; the backend computes its measures for any.
    kind === 'Model' ? (spec?.type as MeasuredTask) : 'chat';
  return {
    ...measuredBackend(sight),
    readMeasures: question =>
      measuredBackend({
        ...sight,
        task: taskOf(demoEntity(question.entityRef)),
      }).readMeasures(question),
  };
}
