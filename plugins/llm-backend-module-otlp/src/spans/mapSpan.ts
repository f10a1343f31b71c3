import { LedgerCount } from '@modelyard/llm-measures';
import { UsageCall } from '@modelyard/plugin-llm-node';
import { Attributes, Span } from '../decode/records';
import { Dialect, text, TimeName } from '../dialects/Dialect';
import { operationOf } from '../dialects/operations';
import { isSampled } from './sampling';
import { Outcome, outcomeOf } from './outcome';
import { readSubject } from './readSubject';
import { Sender } from './Senders';

/** What a span comes to. */
export type MappedSpan =
  | { readonly is: 'call'; readonly call: UsageCall; readonly sampled: boolean }
  | { readonly is: 'rejected'; readonly reason: string };

/** How far the clock of a sender may be ahead, in milliseconds. */
const CLOCK_AHEAD = 600_000;
/** More of anything in one call is a mistake, and would drown the rest. */
const MOST = 1e10;

/** Turns the span of a call into a call, or says why it cannot be. */
export function mapSpan(options: {
  span: Span;
  dialect: Dialect;
  sender: Sender;
  /** Whether an engine reports it. */
  engine: boolean;
  consumerAttributes: readonly string[];
  now: number;
}): MappedSpan {
  const { span, dialect, sender, engine, consumerAttributes, now } = options;
  if (span.traceId === '' || span.spanId === '') {
    return rejected('has no valid trace id or span id');
  }
  if (span.end <= 0 || span.end < span.start) {
    return rejected('has no end, or one before its start');
  }
  if (span.end > now + CLOCK_AHEAD) {
    return rejected('ends more than 10 minutes in the future');
  }
  const counts = readCounts(span, dialect, sender);
  if (typeof counts === 'string') {
    return rejected(counts);
  }
  const outcome = readOutcome(span, dialect);
  const operation = readOperation(span, dialect);
  return {
    is: 'call',
    sampled: isSampled(span),
    call: {
      id: span.traceId + span.spanId,
      at: Math.round(span.end),
      subject: readSubject({
        attributes: span.attributes,
        names: dialect.names,
        sender,
        engine,
        operation,
        consumerAttributes,
      }),
      // Who tells of a call tells how it ended: that it did not fail is known, and not merely unsaid.
      counts: {
        requests: 1,
        failed: outcome === 'failed' ? 1 : 0,
        refused: outcome === 'refused' ? 1 : 0,
        aborted: outcome === 'aborted' ? 1 : 0,
        ...counts,
      },
      observations: outcome
        ? {}
        : readObservations(span, dialect, counts, operation),
    },
  };
}

function rejected(reason: string): MappedSpan {
  return { is: 'rejected', reason };
}

function readOperation(
  { attributes }: Span,
  { names, operations = {} }: Dialect,
): string | undefined {
  const name = text(attributes, names.operation);
  return Object.hasOwn(operations, name) ? operations[name] : operationOf(name);
}

type Counts = Partial<Record<LedgerCount, number>>;

const COUNTED = [
  'inputTokens',
  'outputTokens',
  'cachedInputTokens',
  'audioSeconds',
  'characters',
  'images',
  'texts',
  'documents',
] as const satisfies readonly LedgerCount[];

/** @returns What it used, or what is wrong with it */
function readCounts(
  { attributes }: Span,
  { names, cacheReads }: Dialect,
  { rule }: Sender,
): Counts | string {
  const counts: Counts = {};
  for (const count of COUNTED) {
    const found = numberIn(attributes, names[count]);
    if (found) {
      if (!(found.value >= 0 && found.value <= MOST)) {
        return `has a number that cannot be for ${found.name}`;
      }
      counts[count] = found.value;
    }
  }
  const { inputTokens, cachedInputTokens } = counts;
  if (inputTokens !== undefined && cachedInputTokens !== undefined) {
    // Fewer in all than from the cache: then those of the cache were not among them, whatever the convention says.
    if (
      (rule?.cacheReads ?? cacheReads) === 'beside' ||
      cachedInputTokens > inputTokens
    ) {
      const written = numberIn(attributes, names.cacheWrittenTokens)?.value;
      counts.inputTokens =
        inputTokens +
        cachedInputTokens +
        (written !== undefined && written > 0 && written <= MOST ? written : 0);
    }
  }
  return counts;
}

function readOutcome(span: Span, { names }: Dialect): Outcome | undefined {
  const { attributes, error, exception } = span;
  return outcomeOf({
    error,
    exception,
    errorType: text(attributes, names.errorType),
    httpStatus: numberIn(attributes, names.httpStatus)?.value,
    grpcStatus: numberIn(attributes, names.grpcStatus)?.value,
  });
}

function readObservations(
  span: Span,
  { names }: Dialect,
  counts: Counts,
  operation: string | undefined,
): Record<string, number> {
  const { attributes } = span;
  const observations: Record<string, number> = {};
  const put = (series: string, seconds: number | undefined) => {
    if (seconds !== undefined && seconds >= 0 && Number.isFinite(seconds)) {
      observations[series] = seconds;
    }
  };
  const endToEnd =
    timeIn(attributes, names.endToEnd) ??
    (span.start > 0 ? (span.end - span.start) / 1000 : undefined);
  const first =
    timeIn(attributes, names.timeToFirstToken) ??
    (span.firstToken !== undefined && span.start > 0
      ? (span.firstToken - span.start) / 1000
      : undefined);
  put('latency.end_to_end', endToEnd);
  put(
    operation === 'speech'
      ? 'latency.first_audio'
      : 'latency.time_to_first_token',
    first,
  );
  put('requests.queue_time', timeIn(attributes, names.queueTime));
  const { outputTokens = 0, audioSeconds = 0 } = counts;
  if (endToEnd !== undefined && first !== undefined && outputTokens > 1) {
    put(
      'latency.time_per_output_token',
      (endToEnd - first) / (outputTokens - 1),
    );
  }
  if (endToEnd !== undefined && audioSeconds > 0) {
    put('latency.real_time_factor', endToEnd / audioSeconds);
  }
  return observations;
}

/** The first number under one of several names. Some programs write numbers as texts. */
function numberIn(
  attributes: Attributes,
  names: readonly string[],
): { name: string; value: number } | undefined {
  for (const name of names) {
    const value = attributes.get(name);
    if (typeof value === 'number') {
      return { name, value };
    }
    if (typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value)) {
      return { name, value: Number(value) };
    }
  }
  return undefined;
}

function timeIn(
  attributes: Attributes,
  names: readonly TimeName[],
): number | undefined {
  for (const { name, scale } of names) {
    const found = numberIn(attributes, [name]);
    if (found) {
      return found.value * scale;
    }
  }
  return undefined;
}
