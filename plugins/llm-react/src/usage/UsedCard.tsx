import { useCallback } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { LlmUsageAnswer } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import Box from '@material-ui/core/Box';
import { llmApiRef } from '../api';
import { titleOf } from '../catalog';
import { useFormats } from '../formats';
import { LlmCard, noData, ready, useCardState } from '../frame';
import { FullWidth } from '../layout';
import { useTexts } from '../useTexts';
import { Budget } from './Budget';
import { CostFigure } from './CostFigure';
import { readUsed } from './readUsed';
import { UsedModels } from './UsedModels';

/** What somebody used this month, what it cost, and how that stands to the budget. */
export function UsedCard(props: { title: string }) {
  const { entity } = useEntity();
  const t = useTexts();
  const formats = useFormats();
  const llmApi = useApi(llmApiRef);
  const ref = stringifyEntityRef(entity);
  const state = useCardState<LlmUsageAnswer>(
    useCallback(
      async signal => {
        const answer = await readUsed({
          llmApi,
          consumer: ref,
          now: new Date(),
          signal,
        });
        return answer.rows.length > 0
          ? ready(answer)
          : noData({ reason: t('usage.used.none') });
      },
      [llmApi, ref, t],
    ),
  );
  return (
    <LlmCard
      title={props.title}
      subheader={t('usage.used.month', { month: formats.month(new Date()) })}
      state={state}
      rows={6}
    >
      {answer => (
        <>
          <Typography variant="caption" color="textSecondary" component="p">
            {t('usage.used.cost')}
          </Typography>
          <Typography variant="h5" component="p">
            <CostFigure row={answer.total} short />
          </Typography>
          <Budget entityRef={ref} />
          <Box mt={1}>
            <FullWidth>
              <UsedModels answer={answer} user={titleOf(entity)} />
            </FullWidth>
          </Box>
          {answer.total.unpriced && (
            <Typography variant="caption" color="textSecondary" component="p">
              {t('usage.totals.unpriced')}
            </Typography>
          )}
        </>
      )}
    </LlmCard>
  );
}
