import { NotAllowedError } from '@backstage/errors';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { LlmUsageAuthority } from '@modelyard/plugin-llm-common';
import type { LlmApi } from '@modelyard/plugin-llm-react';

// A ledger is added up in one way, for the tests of the tab and for this app.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import {
  testimony,
  usageBackend,
  type UsedHour,
} from '../../llm-react/src/__testUtils__/usageBackend';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { demoEntities, demoEntity } from './demo';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 95;
const thisHour = Math.floor(Date.now() / HOUR) * HOUR;

const users = [
  'component:default/support-bot',
  'component:default/driver-helpdesk',
  'component:default/call-summaries',
  'component:default/agent-desk',
  'component:retail/search-api',
  'component:retail/recommendations',
  'component:customs/declarations',
  'component:fleet/route-notes',
  'component:fleet/damage-reports',
  'component:hr/letters',
  'key-0f3a9c41d27be865',
  'unknown',
];

/** The same digits each time, spread over 0 to 1. */
function spread(...seeds: number[]): number {
  const value = Math.sin(
    seeds.reduce(
      (sum, seed, index) => sum + seed * (12.9898 + index * 7.31),
      1,
    ),
  );
  return Math.abs(value * 43758.5453) % 1;
}

/** By day and on workdays more than else; one day of an outage. */
function busy(at: number, user: number): number {
  const date = new Date(at);
  const workday = date.getUTCDay() % 6 === 0 ? 0.25 : 1;
  const hour = 0.4 + Math.sin(((date.getUTCHours() - 7) / 24) * 2 * Math.PI);
  return workday * Math.max(0.05, hour) * (0.7 + 0.6 * spread(at / DAY, user));
}

function countsOf(task: unknown, size: number): UsedHour['counts'] {
  const requests = Math.max(1, Math.round(size / 900));
  const calls = {
    requests,
    failed: Math.round(requests / 220),
    refused: Math.round(requests / 90),
    aborted: Math.round(requests / 300),
  };
  switch (task) {
    case 'transcription':
      return { ...calls, audioSeconds: Math.round(size / 60) };
    case 'embedding':
      return { ...calls, inputTokens: size, texts: requests * 8 };
    default:
      return {
        ...calls,
        inputTokens: size,
        cachedInputTokens: Math.round(size * 0.38),
        outputTokens: Math.round(size / 5),
      };
  }
}

const models = demoEntities.filter(({ kind }) => kind === 'Model');

const hours: UsedHour[] = models.flatMap((model, place) =>
  users.flatMap((user, index) => {
    const share = 1 / (1 + ((index + place * 3) % users.length)) ** 1.3;
    return Array.from({ length: DAYS * 8 }, (_, step): UsedHour[] => {
      const at = thisHour - step * 3 * HOUR;
      const day = Math.floor(at / DAY);
      const outage = day === Math.floor(thisHour / DAY) - 9;
      const rare = index > 7 && (day + index) % 3 !== 0;
      if (outage || rare) {
        return [];
      }
      const size = Math.round(2_400_000 * share * busy(at, index));
      return [
        {
          at,
          key: {
            model: stringifyEntityRef(model),
            consumer: user,
            version: day % 60 < 30 ? '2025-04-fp8' : '2025-04',
            deployment: index % 4 === 3 ? 'stage' : 'prod',
            operation: index % 5 === 4 ? 'text_completion' : 'chat',
            provider: 'vllm',
          },
          counts: countsOf(model.spec?.type, size),
          // The youngest hours are not closed.
          ...(step > 0 && { cost: { EUR: (size / 1e6) * 0.4 } }),
        },
      ];
    }).flat();
  }),
);

const groups: Record<string, string[]> = {
  'system:default/assistants': users.slice(0, 3),
  'group:default/assistants': [users[0], users[2]],
  'group:default/ml-platform': users.slice(3, 6),
};

function authorities(model: string): LlmUsageAuthority[] {
  return (['requests', 'inputTokens', 'outputTokens'] as const).map(
    (count, index) => ({
      model,
      count,
      vantage: 'gateway-log',
      sources: ['envoy-fra', 'envoy-ber'],
      others: [testimony('engine', [-0.003, 0.0002, 0.041][index], index < 2)],
    }),
  );
}

const full = usageBackend({
  hours,
  users: groups,
  authorities: authorities('model:default/qwen3-8b'),
  coverage: 0.964,
});

type Usage = Pick<LlmApi, 'readUsage' | 'exportUsage'>;

const failing = (error: () => Error): Usage => ({
  readUsage: async () => {
    throw error();
  },
  exportUsage: async () => {
    throw error();
  },
});

/** A backend with a ledger of the demo. */
export const demoUsage: Usage = full;

/** The ways in which a ledger can answer. */
export const usages: Record<string, Usage> = {
  'is complete': full,
  'names few consumers': usageBackend({
    hours: hours.map(hour => ({
      ...hour,
      key: {
        ...hour.key,
        consumer: hour.key.consumer === users[0] ? hour.key.consumer : 'others',
      },
      qualifiers: ['partial', 'approximate'],
    })),
    closed: true,
  }),
  'is empty': usageBackend({ hours: [] }),
  'never answers': {
    readUsage: () => new Promise(() => {}),
    exportUsage: () => new Promise(() => {}),
  },
  fails: failing(() => new Error('The database does not answer')),
  refuses: failing(() => new NotAllowedError('llm.measure.read')),
};

/** Whose usage is looked at in this app. */
export const usedEntities = [
  'model:default/qwen3-8b',
  'model:default/whisper-large-v3',
  'component:default/support-bot',
  'group:default/assistants',
].map(demoEntity);
