import { matchers, SeriesSelector, seriesName, VllmSeries } from './vllmSeries';

interface QueryOptions {
  readonly selector: SeriesSelector;
  /** Version of vLLM. */
  readonly version?: string;
  /** Whether a scaler wants what all servers have together, or what one has on average. */
  readonly of: 'all' | 'each';
}

/** A measure that servers are scaled by. */
interface ScalingMetric {
  /** Unit of its target. */
  readonly unit: 'requests' | 'share' | 'seconds';
  /** Whether servers add up, so that the target is one for each of them; a share or a latency is the same for all. */
  readonly addsUp: boolean;
  query(options: QueryOptions): string;
}

/**
 * Several jobs may scrape the same pod (KServe brings monitors of its own), so that a plain sum would count it twice:
 * the highest of what is said of one engine is taken.
 */
const PER_ENGINE = 'max by (instance, engine)';

/** Over this window a latency is looked at: short enough to react, long enough for some requests. */
const WINDOW = '2m';

/** What scaling follows, of the engine's own series. */
export const scalingMetrics = {
  'requests-waiting': count('requestsWaiting'),
  'requests-running': count('requestsRunning'),
  'kv-cache-usage': {
    unit: 'share',
    addsUp: false,
    query: ({ selector, version }) =>
      `avg(${PER_ENGINE} (${seriesName('kvCacheUsage', version)}${matchers(
        selector,
      )}))`,
  },
  'ttft-p95': latency('timeToFirstToken'),
  'inter-token-p95': latency('interTokenLatency'),
} satisfies Record<string, ScalingMetric>;

/** Name of a scaling metric. */
export type ScalingMetricName = keyof typeof scalingMetrics;

/** The names, as a schema takes them. */
export const scalingMetricNames = Object.keys(scalingMetrics) as [
  ScalingMetricName,
  ...ScalingMetricName[],
];

/** A metric by its name. */
export function scalingMetric(name: ScalingMetricName): ScalingMetric {
  return scalingMetrics[name];
}

function count(series: VllmSeries): ScalingMetric {
  return {
    unit: 'requests',
    addsUp: true,
    query: ({ selector, version, of }) => {
      const engines = `${PER_ENGINE} (${seriesName(series, version)}${matchers(
        selector,
      )})`;
      return of === 'all'
        ? `sum(${engines})`
        : `avg(sum by (instance) (${engines}))`;
    },
  };
}

// Without requests a quantile is not a number, which a scaler cannot read: then there is no value at all.
function latency(
  series: 'timeToFirstToken' | 'interTokenLatency',
): ScalingMetric {
  return {
    unit: 'seconds',
    addsUp: false,
    query: ({ selector, version }) => {
      const rate = (part: string) =>
        `rate(${seriesName(series, version)}_${part}${matchers(
          selector,
        )}[${WINDOW}])`;
      return `histogram_quantile(0.95, sum by (le) (max by (le, instance, engine) (${rate(
        'bucket',
      )}))) and on () (sum(${rate('count')}) > 0)`;
    },
  };
}
