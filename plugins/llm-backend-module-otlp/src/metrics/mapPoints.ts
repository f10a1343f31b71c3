import { Histogram, LabelMatch, LedgerCount } from '@modelyard/llm-measures';
import { UsageOrigin, UsagePoint } from '@modelyard/plugin-llm-node';
import { Batch } from '../Batch';
import { OtlpConfig } from '../config/OtlpConfig';
import { DELTA, digestOf, NO_VALUE, Point } from '../decode/points';
import { Attributes } from '../decode/records';
import { dialects, operationInAny } from '../dialects';
import { outcomeOfWord } from '../spans/outcome';
import { readSubject } from '../spans/readSubject';
import { Sender, Senders } from '../spans/Senders';
import { findFault } from './findFault';
import { FormMemory } from './FormMemory';
import {
  formsByMetric,
  MetricForm,
  plainName,
  spareLabels,
} from './seriesForms';
import { toHistogram } from './toHistogram';

/** Seconds of units that times come in. */
const SECONDS: Readonly<Record<string, number>> = {
  ms: 1e-3,
  us: 1e-6,
  ns: 1e-9,
};

interface Candidate {
  readonly point: Point;
  readonly sender: Sender;
  readonly origin: UsageOrigin;
  readonly forms: readonly MetricForm[];
}

/** Puts points into a batch that say what calls to models used. Others are none of its business, and not wrong. */
export class PointMapper {
  private readonly senders: Senders;
  private readonly memory = new FormMemory();

  constructor(private readonly config: OtlpConfig) {
    this.senders = new Senders(config);
  }

  /**
   * Maps all points of a request: which form of a series counts is known only when all were seen. Pauses after each, so that
   * others have their turn.
   */
  *map(
    points: Iterable<Point>,
    batch: Batch<UsagePoint>,
    now: number,
  ): Generator<void> {
    const candidates: Candidate[] = [];
    for (const point of points) {
      yield;
      const candidate = this.candidateOf(point);
      if (!candidate) {
        continue;
      }
      const fault = findFault(point, now);
      if (fault) {
        batch.reject(fault);
        continue;
      }
      candidates.push(candidate);
      for (const form of candidate.forms) {
        this.memory.see(keyOf(candidate, form), form.rank);
      }
    }
    for (const candidate of candidates) {
      yield;
      const point = this.toUsagePoint(candidate);
      if (point) {
        batch.add(candidate.origin, point);
      }
    }
  }

  private candidateOf(point: Point): Candidate | undefined {
    const { metric, attributes, flags } = point;
    const sender = this.senders.of(metric.resource);
    const { rule } = sender;
    // eslint-disable-next-line no-bitwise
    if (flags & NO_VALUE || rule?.ignored) {
      return undefined;
    }
    if (rule?.ignoredScopes.has(metric.scope.name)) {
      return undefined;
    }
    if (point.value !== undefined && !metric.monotonic) {
      return undefined;
    }
    const all = formsByMetric.get(plainName(metric.name)) ?? [];
    const fitting = all.filter(({ match }) =>
      match.every(each => fits(each, attributes)),
    );
    // Agents and tools have durations of the same name, and hold the calls that they make.
    const operation = operationNameOf(point, fitting);
    if (operation !== '' && operationInAny(operation) === undefined) {
      return undefined;
    }
    const gateway =
      rule?.place === 'gateway' || (!rule?.place && isGateway(point));
    const forms = preferred(fitting, gateway);
    if (forms.length === 0) {
      return undefined;
    }
    const vantage =
      rule?.place ??
      (gateway ? ('gateway' as const) : vantageOf(metric.name, forms[0]));
    return {
      point,
      sender,
      forms,
      origin: {
        source: sender.source,
        vantage,
        ...(rule?.sampled && { sampled: true }),
      },
    };
  }

  private toUsagePoint(candidate: Candidate): UsagePoint | undefined {
    const { point, sender, origin } = candidate;
    const forms = candidate.forms.filter(form =>
      this.memory.counts(keyOf(candidate, form), form.rank),
    );
    const counts: Partial<Record<LedgerCount, number>> = {};
    const histograms: Record<string, Histogram> = {};
    const approximate = new Set<LedgerCount>();
    for (const form of forms) {
      if (form.count) {
        const value = countOf(point, form);
        const name = outcomeIn(point, form) ?? form.count;
        if (value !== undefined) {
          counts[name] = (counts[name] ?? 0) + value;
          if (form.approximate) {
            approximate.add(name);
          }
          for (const unborn of form.unborn) {
            counts[unborn.count] ??= 0;
            if (unborn.approximate) {
              approximate.add(unborn.count);
            }
          }
        }
      } else {
        const histogram = toHistogram(
          point,
          form.scale * (SECONDS[point.metric.unit] ?? 1),
        );
        if (histogram) {
          histograms[form.series] = histogram;
        }
      }
    }
    if (Object.keys(counts).length + Object.keys(histograms).length === 0) {
      return undefined;
    }
    const { metric, attributes } = point;
    const labels = (dimension: 'model' | 'provider' | 'consumer') =>
      [...new Set(candidate.forms.map(form => form.label(dimension)))].filter(
        label => label !== '',
      );
    return {
      stream: digestOf([
        metric.resource.digest ?? '',
        metric.scope.digest ?? '',
        metric.name,
        point.digest,
      ]),
      start: Math.round(point.start),
      at: Math.round(point.at),
      temporality: metric.temporality === DELTA ? 'delta' : 'cumulative',
      subject: readSubject({
        attributes,
        names: {
          model: [...labels('model'), spareLabels.model],
          provider: [...labels('provider'), spareLabels.provider],
          consumer: labels('consumer'),
        },
        sender,
        engine: origin.vantage === 'engine',
        operation: operationInAny(operationNameOf(point, candidate.forms)),
        consumerAttributes: this.config.consumerAttributes,
      }),
      counts,
      ...(approximate.size > 0 && { approximate: [...approximate] }),
      histograms,
    };
  }
}

function operationNameOf(
  { attributes }: Point,
  forms: readonly MetricForm[],
): string {
  const value = forms
    .map(form => attributes.get(form.label('operation')))
    .find(each => typeof each === 'string');
  return typeof value === 'string' ? value : '';
}

function keyOf({ point, origin }: Candidate, form: MetricForm): string {
  return `${point.metric.resource.digest} ${origin.vantage} ${form.series}`;
}

/** Labels that are absent are empty, as in Prometheus. */
function fits({ label, is, to }: LabelMatch, attributes: Attributes): boolean {
  const value = String(attributes.get(label) ?? '');
  const among = typeof to === 'string' ? value === to : to.includes(value);
  return is === 'equal' ? among : !among;
}

/** One form of each series: of a gateway that of its own profile, else the first. */
function preferred(
  forms: readonly MetricForm[],
  gateway: boolean,
): MetricForm[] {
  const chosen = new Map<string, MetricForm>();
  for (const form of forms) {
    const other = chosen.get(form.series);
    if (
      !other ||
      (gateway &&
        other.profile.vantage !== 'gateway' &&
        form.profile.vantage === 'gateway')
    ) {
      chosen.set(form.series, form);
    }
  }
  return [...chosen.values()];
}

function isGateway({ metric: { scope, resource } }: Point): boolean {
  return dialects.some(({ isGateway: is }) => is?.(scope, resource));
}

/** By the conventions a server writes `gen_ai.server.`, and what serves a model and is no gateway is an engine. */
function vantageOf(name: string, { profile }: MetricForm) {
  return name.startsWith('gen_ai.server.') || name.startsWith('gen_ai_server_')
    ? 'engine'
    : profile.vantage;
}

function countOf(point: Point, { part }: MetricForm): number | undefined {
  switch (part) {
    case 'sum':
      return point.sum;
    case 'count':
      return point.count;
    default:
      return point.value;
  }
}

/** Metrics of the conventions say what went wrong in one label, and their profile counts all of it as failed. */
function outcomeIn(
  { attributes }: Point,
  form: MetricForm,
): LedgerCount | undefined {
  const label = form.label('code');
  if (form.series !== 'requests.failed' || label !== 'error_type') {
    return undefined;
  }
  const type = attributes.get(label);
  return type === undefined || type === ''
    ? undefined
    : outcomeOfWord(String(type));
}
