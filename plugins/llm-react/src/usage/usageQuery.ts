import type { LlmUsagePart } from '@modelyard/plugin-llm-common';
import { usageMeasures, type UsageMeasure } from './counts';
import { namedRanges, type NamedRange, type UsageRange } from './span';

/**
 * Everything that a person chose on the tab. It lives in the address, so that
 * what somebody looks at can be sent to a colleague.
 */
export interface UsageQuery {
  readonly range: UsageRange;
  /** Undefined for the first one that the entity has. */
  readonly by?: LlmUsagePart;
  /** Undefined for what tells most of the task. */
  readonly measure?: UsageMeasure;
  /** ISO 4217 code of the costs that are shown, where there are several. */
  readonly currency?: string;
  /** Whether the span before is shown as well. */
  readonly compare: boolean;
  readonly view: 'chart' | 'table';
}

const DEFAULT_RANGE: NamedRange = '30d';

const parts: readonly LlmUsagePart[] = [
  'model',
  'version',
  'deployment',
  'operation',
  'provider',
  'consumer',
];

function oneOf<T extends string>(
  values: readonly T[],
  value: string | null,
): T | undefined {
  return values.find(candidate => candidate === value);
}

const dayOrNone = (value: string | null) =>
  value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** Reads the address. What makes no sense counts as not chosen. */
export function parseUsageQuery(params: URLSearchParams): UsageQuery {
  const from = dayOrNone(params.get('from'));
  const to = dayOrNone(params.get('to'));
  const currency = params.get('currency');
  return {
    range:
      from && to
        ? { from, to }
        : oneOf(namedRanges, params.get('range')) ?? DEFAULT_RANGE,
    by: oneOf(parts, params.get('by')),
    measure: oneOf(usageMeasures, params.get('measure')),
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    compare: params.get('compare') === 'true',
    view: params.get('view') === 'table' ? 'table' : 'chart',
  };
}

/** Writes the choices into an address; parameters of others stay. */
export function writeUsageQuery(
  query: UsageQuery,
  base: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(base);
  const set = (name: string, value: string | undefined) =>
    value ? params.set(name, value) : params.delete(name);
  const { range } = query;
  const own = typeof range === 'string' ? undefined : range;
  set(
    'range',
    typeof range === 'string' && range !== DEFAULT_RANGE ? range : undefined,
  );
  set('from', own?.from);
  set('to', own?.to);
  set('by', query.by);
  set('measure', query.measure);
  set('currency', query.currency);
  set('compare', query.compare ? 'true' : undefined);
  set('view', query.view === 'table' ? 'table' : undefined);
  return params;
}
