import { increaseBounds, isPinned, Increase } from './Increase';
import { Reading } from '../reading/Reading';
import { mergeQualifiers } from '../result/makeFigure';
import { Provenance } from '../result/MeasureResult';

/**
 * An increase as the reading of a counter. One that samples do not pin is approximate, and its bounds say how far.
 *
 * @param options - `tolerance` as that of {@link isPinned}
 * @public
 */
export function increaseReading(options: {
  increase: Increase;
  from: Provenance;
  query?: string;
  tolerance?: number;
}): Reading<number> {
  const { increase, from, query, tolerance } = options;
  const pinned = isPinned(increase, { tolerance });
  return {
    ...from,
    ...(query !== undefined && { query }),
    state: 'read',
    value: increase.value,
    ...(!pinned && { bounds: increaseBounds(increase) }),
    qualifiers: mergeQualifiers(from.qualifiers, pinned ? [] : ['approximate']),
  };
}
