import { LabelMatch, ProfileSeries, SeriesForm } from './Profile';

type Details = Omit<ProfileSeries, 'forms'>;

/** A series under one name. */
export function named(
  metric: string,
  details: Partial<Details> & {
    part?: 'sum' | 'count';
    match?: LabelMatch[];
  } = {},
): ProfileSeries {
  const { part, match, ...rest } = details;
  return {
    forms: [{ metric, ...(part && { part }), ...(match && { match }) }],
    born: 'unknown',
    ...rest,
  };
}

/** A series under one of several names, the preferred first. */
export function oneOf(
  forms: readonly (string | SeriesForm)[],
  details: Partial<Details> = {},
): ProfileSeries {
  return {
    forms: forms.map(form =>
      typeof form === 'string' ? { metric: form } : form,
    ),
    born: 'unknown',
    ...details,
  };
}

/** Events that the source cannot have. */
export function never(reason: string): ProfileSeries {
  return { forms: [], born: 'unknown', never: reason };
}

export function is(label: string, ...to: string[]): LabelMatch {
  return { label, is: 'equal', to: to.length === 1 ? to[0] : to };
}

export function isNot(label: string, ...to: string[]): LabelMatch {
  return { label, is: 'not-equal', to: to.length === 1 ? to[0] : to };
}
