import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import { Batch } from '../Batch';
import { readOtlpConfig } from '../config/readOtlpConfig';
import { readJsonPoints } from '../decode/jsonPoints';
import { PointMapper } from '../metrics/mapPoints';
import { wantedOfPoints } from '../metrics/wanted';

export const now = Date.now();
export const nano = (milliseconds: number) =>
  `${Math.round(milliseconds)}000000`;
export const times = {
  startTimeUnixNano: nano(now - 120_000),
  timeUnixNano: nano(now - 60_000),
};
const attributesOf = (values: Record<string, string | number>) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value:
      typeof value === 'number'
        ? { doubleValue: value }
        : { stringValue: value },
  }));

export const counter = (
  name: string,
  value: number,
  attributes: Record<string, string | number> = {},
  change: object = {},
) => ({
  name,
  sum: {
    aggregationTemporality: 2,
    isMonotonic: true,
    dataPoints: [
      {
        ...times,
        asInt: String(value),
        attributes: attributesOf(attributes),
        ...change,
      },
    ],
  },
});
export const histogram = (
  name: string,
  point: { bounds?: number[]; counts?: number[]; sum?: number },
  attributes: Record<string, string | number> = {},
  rest: object = {},
) => ({
  name,
  ...rest,
  histogram: {
    aggregationTemporality: 2,
    dataPoints: [
      {
        ...times,
        count: (point.counts ?? []).reduce((all, each) => all + each, 0),
        sum: point.sum,
        explicitBounds: point.bounds,
        bucketCounts: point.counts,
        attributes: attributesOf(attributes),
      },
    ],
  },
});

/** What was read of some metrics. */
export interface Mapped {
  readonly points: readonly (UsagePoint & { origin: UsageOrigin })[];
  readonly rejected: string;
}

export function mapper(otlp: JsonObject = {}) {
  const config = readOtlpConfig(new ConfigReader({ llm: { otlp } }));
  const points = new PointMapper(config);
  return (
    metrics: readonly object[],
    resource: Record<string, string> = { 'service.name': 'bot' },
    scope = 'scope',
  ): Mapped => {
    const batch = new Batch<UsagePoint>();
    const body = {
      resourceMetrics: [
        {
          resource: { attributes: attributesOf(resource) },
          scopeMetrics: [{ scope: { name: scope }, metrics }],
        },
      ],
    };
    const read = readJsonPoints(
      Buffer.from(JSON.stringify(body)),
      wantedOfPoints(config),
    );
    for (const step of points.map(read, batch, now)) {
      expect(step).toBeUndefined();
    }
    return {
      points: [...batch.groups()].flatMap(({ origin, items }) =>
        items.map(point => ({ ...point, origin })),
      ),
      rejected: batch.describeRejected(),
    };
  };
}

export const labels = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'llama-3.3-70b',
};
export const usage = (type: string, sum: number, more = {}) =>
  histogram(
    'gen_ai.client.token.usage',
    { sum, bounds: [64], counts: [1, 1] },
    { ...labels, 'gen_ai.token.type': type, ...more },
    { unit: '{token}' },
  );
