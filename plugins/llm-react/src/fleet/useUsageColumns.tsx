import { useMemo } from 'react';
import { Unknown } from '../facts';
import { useFormats } from '../formats';
import type { CardState } from '../frame';
import type { DataColumn } from '../table';
import { useTexts } from '../useTexts';
import type { ModelRow } from './rowTypes';
import type { FleetUsage } from './useFleetUsage';

/**
 * The columns of what was used of models. Somebody who may not see it has no
 * such columns; where it cannot be read, the cells say so.
 */
export function useUsageColumns(
  usage: CardState<FleetUsage>,
): DataColumn<ModelRow>[] {
  const t = useTexts();
  const formats = useFormats();
  const { status } = usage;
  return useMemo(() => {
    if (status === 'not_allowed') {
      return [];
    }
    const missing = (word: string) =>
      status === 'ready' ? (
        <Unknown>{word}</Unknown>
      ) : (
        <Unknown>
          {status === 'loading'
            ? t('fleet.models.usageBusy')
            : t('fleet.models.usageFailed')}
        </Unknown>
      );
    const atLeast = (text: string, limited: boolean) =>
      limited ? t('fleet.models.atLeast', { value: text }) : text;
    return [
      {
        id: 'tokens',
        title: t('fleet.models.used'),
        unit: t('fleet.models.usedTokens'),
        numeric: true,
        sortable: true,
        cell: ({ usage: used }) =>
          used?.tokens === undefined
            ? missing(t('fleet.models.notReported'))
            : atLeast(formats.count(used.tokens), used.tokensPartial),
      },
      {
        id: 'cost',
        title: t('fleet.models.cost'),
        unit: t('fleet.models.days'),
        numeric: true,
        sortable: true,
        cell: ({ usage: used }) =>
          used === undefined || used.cost.length === 0
            ? missing(t('fleet.models.noCost'))
            : used.cost.map(({ amount, currency }) => (
                <div key={currency}>
                  {atLeast(formats.amount(amount, currency), used.unpriced)}
                </div>
              )),
      },
    ];
  }, [status, t, formats]);
}
