import { Range } from '@modelyard/llm-sizing';
import { formatBytes, formatNumber } from '@modelyard/llm-units';

/** An amount of memory that is known within bounds: `41.2 to 43.0 GiB`. */
export function bytesRange({ low, high }: Range): string {
  const [least, most] = [formatBytes(low), formatBytes(high)];
  return least === most ? least : `${least} to ${most}`;
}

/** A count that is known within bounds. */
export function countRange({ low, high }: Range): string {
  const [least, most] = [low, high].map(count =>
    formatNumber(Math.floor(count), { locale: 'en' }),
  );
  return least === most ? least : `${least} to ${most}`;
}
