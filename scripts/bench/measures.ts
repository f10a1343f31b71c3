import backfill from './measures/backfill';
import intake from './measures/intake';
import reading from './measures/reading';

/** How fast usage comes in and is read. */
export default async function measures() {
  return [...(await intake()), ...(await backfill()), ...(await reading())];
}
