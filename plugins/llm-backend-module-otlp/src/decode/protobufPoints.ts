import {
  AttributeCollector,
  ExponentialBuckets,
  Metric,
  Point,
  WantedPoints,
} from './points';
import { collectAttribute, collectAttributes } from './protobufAttributes';
import { readScopes } from './protobufGroups';
import { Resource, Scope } from './records';
import { BYTES, FIXED64, VARINT, WireReader } from './WireReader';

/**
 * Reads the points of a request one by one that are sums or histograms, in the encoding of Protocol Buffers
 * (`opentelemetry/proto/metrics/v1`). Gauges and summaries count nothing.
 *
 * @throws Malformed where the bytes are in no such encoding
 */
export function* readProtobufPoints(
  body: Buffer,
  wanted: WantedPoints,
): Generator<Point> {
  const readResource = (reader: WireReader): Resource => {
    const collector = new AttributeCollector(wanted.resource);
    collectAttributes(reader, 1, collector);
    return { attributes: collector.attributes, digest: collector.digest() };
  };
  for (const group of readScopes(body, readResource, readScope)) {
    const { resource, scope, items } = group;
    while (items.next()) {
      if (items.is(2, BYTES)) {
        yield* readMetric(items.message(), resource, scope, wanted);
      } else {
        items.skip();
      }
    }
  }
}

function readScope(reader: WireReader): Scope {
  const collector = new AttributeCollector(new Set());
  let name = '';
  let version = '';
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      name = reader.text();
    } else if (reader.is(2, BYTES)) {
      version = reader.text();
    } else if (reader.is(3, BYTES)) {
      collectAttribute(reader.message(), collector);
    } else {
      reader.skip();
    }
  }
  collector.add('name', name, undefined);
  collector.add('version', version, undefined);
  return { name, digest: collector.digest() };
}

/** Fields of a metric that hold points that count, and of their points that differ from kind to kind. */
const KINDS: Readonly<Record<number, { attributes: number; flags: number }>> = {
  7: { attributes: 7, flags: 8 },
  9: { attributes: 9, flags: 10 },
  10: { attributes: 1, flags: 10 },
};

function* readMetric(
  reader: WireReader,
  resource: Resource,
  scope: Scope,
  wanted: WantedPoints,
): Generator<Point> {
  let name = '';
  let unit = '';
  let kind = 0;
  let data: WireReader | undefined;
  while (reader.next()) {
    if (reader.is(1, BYTES)) {
      name = reader.text();
    } else if (reader.is(3, BYTES)) {
      unit = reader.text();
    } else if (
      reader.wireType === BYTES &&
      Object.hasOwn(KINDS, reader.field)
    ) {
      kind = reader.field;
      data = reader.message();
    } else {
      reader.skip();
    }
  }
  if (!data || !wanted.metric(name)) {
    return;
  }
  let temporality = 0;
  let monotonic = false;
  const points: WireReader[] = [];
  while (data.next()) {
    if (data.is(1, BYTES)) {
      points.push(data.message());
    } else if (data.is(2, VARINT)) {
      temporality = data.signed();
    } else if (data.is(3, VARINT)) {
      monotonic = data.bool();
    } else {
      data.skip();
    }
  }
  const metric: Metric = {
    resource,
    scope,
    name,
    unit,
    temporality,
    monotonic,
  };
  for (const point of points) {
    yield readPoint(point, metric, kind, wanted);
  }
}

type Buckets = Pick<ExponentialBuckets, 'offset' | 'counts'>;

interface Rest {
  value?: number;
  count?: number;
  sum?: number;
  bounds: number[];
  counts: number[];
  scale?: number;
  zero?: number;
  positive?: Buckets;
  negative?: Buckets;
}

/** Reads a field that only one kind of points has. @returns Whether there is such a field */
type RestReader = (reader: WireReader, rest: Rest) => boolean;

const readHistogramRest: RestReader = (reader, rest) => {
  if (reader.is(4, FIXED64)) {
    rest.count = reader.fixed64();
  } else if (reader.is(5, FIXED64)) {
    rest.sum = reader.double();
  } else {
    return false;
  }
  return true;
};

const READERS: Readonly<Record<number, RestReader>> = {
  7: (reader, rest) => {
    if (reader.is(4, FIXED64)) {
      rest.value = reader.double();
    } else if (reader.is(6, FIXED64)) {
      rest.value = reader.sfixed64();
    } else {
      return false;
    }
    return true;
  },
  9: (reader, rest) => {
    if (reader.field === 6 && isListOf(reader, FIXED64)) {
      rest.counts.push(...reader.packed(each => each.fixed64(), FIXED64));
    } else if (reader.field === 7 && isListOf(reader, FIXED64)) {
      rest.bounds.push(...reader.packed(each => each.double(), FIXED64));
    } else {
      return readHistogramRest(reader, rest);
    }
    return true;
  },
  10: (reader, rest) => {
    if (reader.is(6, VARINT)) {
      rest.scale = reader.zigzag();
    } else if (reader.is(7, FIXED64)) {
      rest.zero = reader.fixed64();
    } else if (reader.is(8, BYTES)) {
      rest.positive = readBuckets(reader.message());
    } else if (reader.is(9, BYTES)) {
      rest.negative = readBuckets(reader.message());
    } else {
      return readHistogramRest(reader, rest);
    }
    return true;
  },
};

function isListOf(reader: WireReader, wireType: number): boolean {
  return reader.wireType === BYTES || reader.wireType === wireType;
}

function readBuckets(reader: WireReader): Buckets {
  let offset = 0;
  const counts: number[] = [];
  while (reader.next()) {
    if (reader.is(1, VARINT)) {
      offset = reader.zigzag();
    } else if (reader.field === 2 && isListOf(reader, VARINT)) {
      counts.push(...reader.packed(each => each.signed(), VARINT));
    } else {
      reader.skip();
    }
  }
  return { offset, counts };
}

function readPoint(
  reader: WireReader,
  metric: Metric,
  kind: number,
  wanted: WantedPoints,
): Point {
  const fields = KINDS[kind];
  const collector = new AttributeCollector(wanted.attributes, wanted.labels);
  let start = 0;
  let at = 0;
  let flags = 0;
  const rest: Rest = { bounds: [], counts: [] };
  while (reader.next()) {
    if (reader.is(fields.attributes, BYTES)) {
      collectAttribute(reader.message(), collector);
    } else if (reader.is(2, FIXED64)) {
      start = reader.fixed64() / 1e6;
    } else if (reader.is(3, FIXED64)) {
      at = reader.fixed64() / 1e6;
    } else if (reader.is(fields.flags, VARINT)) {
      flags = reader.signed();
    } else if (!READERS[kind](reader, rest)) {
      reader.skip();
    }
  }
  const { value, count, sum, bounds, counts, scale, zero, positive, negative } =
    rest;
  return {
    metric,
    start,
    at,
    flags,
    attributes: collector.attributes,
    digest: collector.digest(),
    value,
    count,
    sum,
    ...(kind === 9 && { explicit: { bounds, counts } }),
    ...(kind === 10 && {
      exponential: {
        scale: scale ?? 0,
        zero: zero ?? 0,
        offset: positive?.offset ?? 0,
        counts: positive?.counts ?? [],
        negative: negative?.counts.reduce((all, each) => all + each, 0) ?? 0,
      },
    }),
  };
}
