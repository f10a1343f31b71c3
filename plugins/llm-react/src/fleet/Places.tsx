import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Unknown } from '../facts';
import { EntityLink } from '../links';
import { SecondLine } from '../table';
import { useTexts } from '../useTexts';
import type { ModelPlace } from './rowTypes';

/** One line per place, however many deployments are there. */
function distinctPlaces(places: readonly ModelPlace[]): ModelPlace[] {
  return [
    ...new Map(
      places.map(place => [`${place.kind} ${place.ref}`, place]),
    ).values(),
  ];
}

/** Where a model runs, with the region of each place. */
export function Places(props: { places: readonly ModelPlace[] }) {
  return (
    <>
      {distinctPlaces(props.places).map(place => (
        <div key={`${place.kind} ${place.ref}`}>
          <Place place={place} />
        </div>
      ))}
    </>
  );
}

function Place(props: { place: ModelPlace }) {
  const { kind, ref, title, region } = props.place;
  const t = useTexts();
  const link = title ? (
    <EntityRefLink entityRef={ref} title={title} hideIcon />
  ) : (
    <EntityLink entityRef={ref} hideIcon />
  );
  return (
    <>
      {kind === 'base' ? t('fleet.models.throughBase', { base: link }) : link}
      <SecondLine>
        {region ?? <Unknown>{t('fleet.models.regionUnknown')}</Unknown>}
      </SecondLine>
    </>
  );
}
