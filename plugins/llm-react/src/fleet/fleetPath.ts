import { defaultFleetQuery, writeFleetQuery, type FleetQuery } from './query';

/**
 * The address of the fleet page with some choices made.
 *
 * @param fleet - where the fleet page is mounted, such as `/llm`
 * @public
 */
export function fleetPath(
  fleet: string,
  choices: Partial<Omit<FleetQuery, 'facets'>> & {
    facets?: Partial<FleetQuery['facets']>;
  },
): string {
  const params = writeFleetQuery({
    ...defaultFleetQuery,
    ...choices,
    facets: { ...defaultFleetQuery.facets, ...choices.facets },
  });
  const search = params.toString();
  return search ? `${fleet}?${search}` : fleet;
}
