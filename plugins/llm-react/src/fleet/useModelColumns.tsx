import { useMemo } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { DoesNotApply, Unknown } from '../facts';
import { useFormats } from '../formats';
import type { CardState } from '../frame';
import { EntityLink } from '../links';
import { SecondLine, type DataColumn } from '../table';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import { firstTokenApplies, outputPriceApplies } from './applies';
import { InputPrices } from './InputPrices';
import { Places } from './Places';
import type { ModelRow } from './rowTypes';
import type { FleetUsage } from './useFleetUsage';
import { useUsageColumns } from './useUsageColumns';

/** The columns of the table of models. */
export function useModelColumns(
  usage: CardState<FleetUsage>,
): DataColumn<ModelRow>[] {
  const t = useTexts();
  const terms = useTerms();
  const formats = useFormats();
  const usageColumns = useUsageColumns(usage);
  return useMemo(() => {
    const notStated = <Unknown>{t('fleet.models.notStated')}</Unknown>;
    const absent = (applies: boolean) =>
      applies ? (
        notStated
      ) : (
        <DoesNotApply label={t('fleet.models.doesNotApply')} />
      );

    return [
      {
        id: 'title',
        title: t('fleet.models.model'),
        rowHeader: true,
        sortable: true,
        cell: row => (
          <>
            <EntityRefLink entityRef={row.ref} title={row.title} />
            {row.newestVersion && <SecondLine>{row.newestVersion}</SecondLine>}
          </>
        ),
      },
      {
        id: 'task',
        title: t('fleet.models.task'),
        minWidth: 115,
        sortable: true,
        cell: row => (
          <>
            {row.task ? terms('task', row.task) : notStated}
            <SecondLine>{row.capabilities.join(', ')}</SecondLine>
          </>
        ),
      },
      {
        id: 'lifecycle',
        title: t('fleet.models.lifecycle'),
        sortable: true,
        cell: row =>
          row.lifecycle ? terms('lifecycle', row.lifecycle) : notStated,
      },
      {
        id: 'parameters',
        title: t('fleet.models.parameters'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.parameters === undefined ? (
            notStated
          ) : (
            <>
              {formats.count(row.parameters)}
              {row.activeParameters !== undefined && (
                <SecondLine>
                  {t('fleet.models.active', {
                    value: formats.count(row.activeParameters),
                  })}
                </SecondLine>
              )}
            </>
          ),
      },
      {
        id: 'context',
        title: t('fleet.models.context'),
        unit: t('fleet.models.tokens'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.contextLength === undefined
            ? notStated
            : formats.number(row.contextLength),
      },
      {
        id: 'inputPrice',
        title: t('fleet.models.inputPrice'),
        unit: t('fleet.models.perMillionTokens'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.inputPrice || row.otherPrices.length > 0 ? (
            <InputPrices row={row} />
          ) : (
            notStated
          ),
      },
      {
        id: 'outputPrice',
        title: t('fleet.models.outputPrice'),
        unit: t('fleet.models.perMillionTokens'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.outputPrice
            ? formats.money(row.outputPrice.amount, row.outputPrice.currency)
            : absent(outputPriceApplies(row)),
      },
      {
        id: 'ttft',
        title: t('fleet.models.ttft'),
        unit: t('fleet.models.objective'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.ttftP95 === undefined
            ? absent(firstTokenApplies(row))
            : t('fleet.models.below', {
                value: formats.duration(row.ttftP95),
              }),
      },
      {
        id: 'availability',
        title: t('fleet.models.availability'),
        unit: t('fleet.models.objective'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.availability === undefined
            ? notStated
            : formats.percent(row.availability),
      },
      {
        id: 'runsOn',
        title: t('fleet.models.runsOn'),
        minWidth: 110,
        sortable: true,
        cell: row =>
          row.places.length === 0 ? (
            <Unknown>{t('fleet.models.notDeployed')}</Unknown>
          ) : (
            <Places places={row.places} />
          ),
      },
      {
        id: 'owner',
        title: t('fleet.models.owner'),
        sortable: true,
        cell: row =>
          row.owner ? <EntityLink entityRef={row.owner} hideIcon /> : notStated,
      },
      {
        id: 'consumers',
        title: t('fleet.models.consumers'),
        numeric: true,
        sortable: true,
        cell: row =>
          row.consumers === undefined ? (
            <Unknown>{t('fleet.models.consumersUnknown')}</Unknown>
          ) : (
            formats.number(row.consumers)
          ),
      },
      ...usageColumns,
    ];
  }, [t, terms, formats, usageColumns]);
}
