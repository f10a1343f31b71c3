import {
  innerOf,
  JsonMap,
  listOf,
  mapOf,
  momentOf,
  numberOf,
  numbersOf,
  parseJson,
  textOf,
  valueOf,
} from './json';
import { Malformed } from './Malformed';
import { AttributeCollector, Metric, Point, WantedPoints } from './points';
import { Resource, Scope } from './records';

const DEEPEST = 16;
const LONGEST_NAME = 1024;

/**
 * Reads the points of a request one by one that are sums or histograms, in the JSON encoding of OTLP. Gauges and summaries
 * count nothing.
 *
 * @throws Malformed where it is no JSON, or not of this form
 */
export function* readJsonPoints(
  body: Buffer,
  wanted: WantedPoints,
): Generator<Point> {
  for (const group of listOf(parseJson(body), 'resourceMetrics')) {
    const collector = new AttributeCollector(wanted.resource);
    collect(innerOf(group, 'resource'), collector);
    const resource: Resource = {
      attributes: collector.attributes,
      digest: collector.digest(),
    };
    for (const part of listOf(group, 'scopeMetrics')) {
      const scope = readScope(innerOf(part, 'scope'));
      for (const metric of listOf(part, 'metrics')) {
        yield* readMetric(metric, resource, scope, wanted);
      }
    }
  }
}

function readScope(scope: JsonMap): Scope {
  const collector = new AttributeCollector(new Set());
  collect(scope, collector);
  const name = textOf(scope.name, LONGEST_NAME);
  collector.add('name', name, undefined);
  collector.add('version', textOf(scope.version, LONGEST_NAME), undefined);
  return { name, digest: collector.digest() };
}

const KINDS = ['sum', 'histogram', 'exponentialHistogram'] as const;

function* readMetric(
  source: JsonMap,
  resource: Resource,
  scope: Scope,
  wanted: WantedPoints,
): Generator<Point> {
  const name = textOf(source.name, LONGEST_NAME);
  const kind = KINDS.find(each => source[each] !== undefined);
  if (!kind || !wanted.metric(name)) {
    return;
  }
  const data = innerOf(source, kind);
  const metric: Metric = {
    resource,
    scope,
    name,
    unit: textOf(source.unit),
    temporality: numberOf(data.aggregationTemporality) ?? 0,
    monotonic: data.isMonotonic === true,
  };
  for (const point of listOf(data, 'dataPoints')) {
    const collector = new AttributeCollector(wanted.attributes, wanted.labels);
    collect(point, collector);
    yield {
      metric,
      start: momentOf(point.startTimeUnixNano),
      at: momentOf(point.timeUnixNano),
      flags: numberOf(point.flags) ?? 0,
      attributes: collector.attributes,
      digest: collector.digest(),
      value: numberOf(point.asDouble ?? point.asInt),
      count: numberOf(point.count),
      sum: numberOf(point.sum),
      ...(kind === 'histogram' && {
        explicit: {
          bounds: numbersOf(point, 'explicitBounds'),
          counts: numbersOf(point, 'bucketCounts'),
        },
      }),
      ...(kind === 'exponentialHistogram' && {
        exponential: readExponential(point),
      }),
    };
  }
}

function readExponential(point: JsonMap) {
  const positive = innerOf(point, 'positive');
  const negative = innerOf(point, 'negative');
  return {
    scale: numberOf(point.scale) ?? 0,
    zero: numberOf(point.zeroCount) ?? 0,
    offset: numberOf(positive.offset) ?? 0,
    counts: numbersOf(positive, 'bucketCounts'),
    negative: numbersOf(negative, 'bucketCounts').reduce(
      (all, each) => all + each,
      0,
    ),
  };
}

function collect(parent: JsonMap, collector: AttributeCollector): void {
  for (const { key, value } of listOf(parent, 'attributes')) {
    if (typeof key === 'string') {
      collector.add(key, canonicalOf(value, 0), valueOf(value));
    }
  }
}

/** A value as the text that its twin in the encoding of Protocol Buffers has. */
function canonicalOf(source: unknown, depth: number): string {
  if (depth > DEEPEST) {
    throw new Malformed('has an attribute that is nested too deeply');
  }
  const value = mapOf(source ?? {}, 'the value of an attribute');
  if (typeof value.stringValue === 'string') {
    return `s${value.stringValue}`;
  }
  if (typeof value.boolValue === 'boolean') {
    return `b${value.boolValue}`;
  }
  // Writers do not agree on whether 2 is a whole number or a fraction.
  const number = numberOf(value.intValue ?? value.doubleValue);
  if (number !== undefined) {
    return `n${number}`;
  }
  if (value.arrayValue !== undefined) {
    const items = listOf(innerOf(value, 'arrayValue'), 'values');
    return `l${JSON.stringify(
      items.map(each => canonicalOf(each, depth + 1)),
    )}`;
  }
  if (value.kvlistValue !== undefined) {
    const items = listOf(innerOf(value, 'kvlistValue'), 'values');
    const parts = items.map(each =>
      JSON.stringify([each.key, canonicalOf(each.value, depth + 1)]),
    );
    return `m${JSON.stringify(parts.sort())}`;
  }
  return value.bytesValue === undefined ? '' : `x${value.bytesValue}`;
}
