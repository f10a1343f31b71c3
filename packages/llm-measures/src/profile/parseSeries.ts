import { isCurrency } from '@modelyard/llm-units';
import { placeholdersOf } from '../promql/query';
import { Dimension, dimensions } from '../series/CanonicalSeries';
import { SeriesId, seriesOf } from '../series/seriesTable';
import { ConfigReader } from './ConfigReader';
import { isVersion } from './formsFor';
import { LabelMatch, ProfileSeries, SeriesForm } from './Profile';

const FORM_KEYS = ['metric', 'part', 'match', 'since', 'before'];
const SERIES_KEYS = [
  'forms',
  'expression',
  'scale',
  'perHour',
  'distinct',
  'currency',
  'born',
  'approximate',
  'labels',
];

/** One series of a profile; undefined where it was reported. */
export function parseSeries(
  series: ConfigReader,
  id: SeriesId,
): ProfileSeries | undefined {
  const value = series.value(id);
  if (typeof value === 'string' && value !== '') {
    return withCurrency(series, id, {
      forms: [{ metric: value }],
      born: 'unknown',
    });
  }
  const reader = series.object(id);
  if (!reader) {
    return undefined;
  }
  const single = reader.has('metric');
  reader.only(single ? [...FORM_KEYS, ...SERIES_KEYS.slice(1)] : SERIES_KEYS);
  const expression = reader.text('expression');
  if (expression !== undefined) {
    checkExpression(reader, expression);
  }
  const forms = single
    ? [parseForm(reader)]
    : (reader.objects('forms') ?? []).map(form => {
        form.only(FORM_KEYS);
        return parseForm(form);
      });
  const given = [single, reader.has('forms'), reader.has('expression')];
  if (given.filter(Boolean).length !== 1) {
    reader.report(
      '',
      'series-invalid',
      'needs exactly one of metric, forms and expression',
    );
    return undefined;
  }
  const scale = reader.positive('scale');
  const perHour = reader.flag('perHour');
  const distinct = reader.oneOf('distinct', dimensions);
  const currency = reader.text('currency');
  const approximate = reader.text('approximate');
  const labels = readLabels(reader, 'labels', dimensions);
  return withCurrency(series, id, {
    forms: forms.flatMap(form => form ?? []),
    ...(expression !== undefined && { expression }),
    ...(scale !== undefined && { scale }),
    ...(perHour && { perHour }),
    ...(distinct && { distinct }),
    ...(currency !== undefined && { currency }),
    born:
      reader.oneOf('born', [
        'at-first-event',
        'at-start',
        'unknown',
      ] as const) ?? 'unknown',
    ...(approximate !== undefined && { approximate }),
    ...(labels && { labels }),
  });
}

function withCurrency(
  reader: ConfigReader,
  id: SeriesId,
  parsed: ProfileSeries,
): ProfileSeries | undefined {
  const money = seriesOf(id).kind === 'amount';
  if (money && !isCurrency(parsed.currency)) {
    reader.report(
      id,
      'currency-missing',
      'is money and needs its currency, such as currency: USD',
    );
    return undefined;
  }
  if (!money && parsed.currency !== undefined) {
    reader.report(`${id}.currency`, 'currency-invalid', 'is not money');
    return undefined;
  }
  return parsed;
}

function checkExpression(reader: ConfigReader, expression: string) {
  const placeholders = placeholdersOf(expression);
  if (!placeholders.includes('matchers')) {
    reader.report(
      'expression',
      'expression-unselective',
      'does not contain $matchers outside of strings, so that it would give the same figure for every model',
    );
  }
}

function parseForm(reader: ConfigReader): SeriesForm | undefined {
  const metric = reader.text('metric');
  const part = reader.oneOf('part', ['sum', 'count'] as const);
  const match = readMatches(reader, 'match');
  const since = readVersion(reader, 'since');
  const before = readVersion(reader, 'before');
  if (metric === undefined) {
    if (!reader.has('metric') && reader.isObject) {
      reader.report('metric', 'required', 'is missing');
    }
    return undefined;
  }
  return {
    metric,
    ...(part && { part }),
    ...(match && { match }),
    ...(since !== undefined && { since }),
    ...(before !== undefined && { before }),
  };
}

function readVersion(reader: ConfigReader, key: string): string | undefined {
  const version = reader.text(key);
  if (version !== undefined && !isVersion(version)) {
    reader.report(
      key,
      'version-invalid',
      'does not begin with numbers with dots between them, as 0.11.0 does',
    );
    return undefined;
  }
  return version;
}

/** Label names by dimension. An empty text takes a dimension away. */
export function readLabels(
  reader: ConfigReader,
  key: string,
  names: readonly Dimension[],
): Partial<Record<Dimension, string>> | undefined {
  const given = reader.object(key);
  if (!given) {
    return undefined;
  }
  given.only(names);
  const labels: Partial<Record<Dimension, string>> = {};
  for (const name of names) {
    const label = given.value(name);
    if (typeof label === 'string' && label !== '__name__') {
      labels[name] = label;
    } else if (label !== undefined) {
      given.report(name, 'label-invalid', 'is not the name of a label');
    }
  }
  return labels;
}

/** Matchers as `label: value`, `label: [values]` or `label: { not: value }`. */
export function readMatches(
  reader: ConfigReader,
  key: string,
): LabelMatch[] | undefined {
  const given = reader.object(key);
  return given?.keys.flatMap(label => {
    const value = given.value(label);
    const negated =
      typeof value === 'object' && value !== null && 'not' in value;
    const to = textsOf(negated ? value.not : value);
    if (!to || label === '' || label === '__name__') {
      given.report(
        label,
        'match-invalid',
        label === '' || label === '__name__'
          ? 'is not the name of a label'
          : 'is neither a value, a list of values, nor { not: ... } of them',
      );
      return [];
    }
    return [{ label, is: negated ? 'not-equal' : 'equal', to }];
  });
}

// YAML reads codes such as 500 as numbers.
function textsOf(value: unknown): string | string[] | undefined {
  if (typeof value === 'string' || typeof value === 'number') {
    return `${value}`;
  }
  return Array.isArray(value) &&
    value.length > 0 &&
    value.every(each => ['string', 'number'].includes(typeof each))
    ? value.map(each => `${each}`)
    : undefined;
}
