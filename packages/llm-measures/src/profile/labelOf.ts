import { Profile, ProfileSeries } from './Profile';

/** The label of a series that carries a dimension; undefined where none does. */
export function labelOf(
  profile: Profile,
  entry: ProfileSeries,
  dimension: string,
): string | undefined {
  const find = (labels: Profile['labels'] | undefined) =>
    Object.entries(labels ?? {}).find(([name]) => name === dimension)?.[1];
  // An empty text takes the dimension away.
  return (find(entry.labels) ?? find(profile.labels)) || undefined;
}
