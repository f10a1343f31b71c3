import backfill from './measures/backfill';

/** How fast usage comes in and is read. */
export default async function measures() {
  return [...(await backfill())];
}
