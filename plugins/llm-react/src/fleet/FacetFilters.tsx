import { useMemo } from 'react';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import { FacetFilter } from './FacetFilter';
import { facetOptions, type FacetReaders } from './filters';
import { nameOfRef } from './nameOfRef';
import { fleetFacets, type FleetFacet, type FleetQuery } from './query';
import type { FleetRow } from './rowTypes';

/** One choice per facet that the rows have. */
export function FacetFilters<Row extends FleetRow>(props: {
  rows: readonly Row[];
  facets: FacetReaders<Row>;
  query: FleetQuery;
  onQuery: (change: Partial<FleetQuery>) => void;
  /** Words for the values of some facets, where the value is not a word. */
  words?: Partial<Record<FleetFacet, (value: string) => string>>;
  labels?: Partial<Record<FleetFacet, string>>;
}) {
  const { rows, facets, query, onQuery, labels } = props;
  const t = useTexts();
  const terms = useTerms();
  const words: typeof props.words = {
    task: value => terms('task', value),
    lifecycle: value => terms('lifecycle', value),
    owner: nameOfRef,
    pool: nameOfRef,
    ...props.words,
  };
  const options = useMemo(
    () =>
      fleetFacets.flatMap(facet => {
        const read = facets[facet];
        const chosen = query.facets[facet];
        return read
          ? [{ facet, chosen, options: facetOptions({ rows, read, chosen }) }]
          : [];
      }),
    [rows, facets, query.facets],
  );
  return (
    <>
      {options.map(({ facet, chosen, options: values }) => (
        <FacetFilter
          key={facet}
          label={labels?.[facet] ?? t(`fleet.filters.${facet}`)}
          options={values}
          chosen={chosen}
          words={words[facet] ?? String}
          onChange={next =>
            onQuery({ facets: { ...query.facets, [facet]: next } })
          }
        />
      ))}
    </>
  );
}
