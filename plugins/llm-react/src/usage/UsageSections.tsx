import type { Entity } from '@backstage/catalog-model';
import { HIDDEN_CONSUMERS } from '@modelyard/plugin-llm-common';
import Box from '@material-ui/core/Box';
import LinearProgress from '@material-ui/core/LinearProgress';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { titleOf } from '../catalog';
import { LlmCard, ready } from '../frame';
import { useToolLinks } from '../toolLinks/useToolLinks';
import { ToolLinkList } from '../toolLinks/ToolLinkList';
import { useTexts } from '../useTexts';
import type { UsageMeasure } from './counts';
import type { Usage } from './readUsage';
import { UsageBreakdown } from './UsageBreakdown';
import { UsageChart } from './UsageChart';
import { UsageExport } from './UsageExport';
import { UsageProvenance } from './UsageProvenance';
import type { UsageQuery } from './usageQuery';
import { UsageTotals } from './UsageTotals';

/** What the tab shows of usage that was read. */
export function UsageSections(props: {
  usage: Usage;
  /** Whether other usage is being read. */
  busy: boolean;
  measures: readonly UsageMeasure[];
  currency: string | undefined;
  entity: Entity;
  view: UsageQuery['view'];
  onView: (view: UsageQuery['view']) => void;
}) {
  const { usage, busy, measures, currency, entity, view, onView } = props;
  const t = useTexts();
  const { choice, answer, groups } = usage;
  const { by, measure, span } = choice;
  const name = titleOf(entity);
  const links = useToolLinks({ entity, from: span.from, to: span.to });
  const hidden =
    by === 'consumer' &&
    groups.some(({ key }) => key.consumer === HIDDEN_CONSUMERS);
  return (
    <div aria-busy={busy}>
      <Box height={4} mb={0.5}>
        {busy && <LinearProgress aria-label={t('usage.busy')} />}
      </Box>
      <Grid container spacing={3}>
        <Grid item xs={12}>
          <LlmCard title={t('usage.totals.title')} state={ready(usage)}>
            {() => (
              <UsageTotals
                total={answer.total}
                measures={measures}
                currency={currency}
                previous={usage.previous}
              />
            )}
          </LlmCard>
        </Grid>
        <Grid item xs={12}>
          <LlmCard
            title={t(`usage.measure.${measure}`)}
            action={<UsageExport choice={choice} name={entity.metadata.name} />}
            state={ready(usage)}
          >
            {() => (
              <UsageChart
                usage={usage}
                measure={measure}
                currency={currency}
                name={name}
                view={view}
                onView={onView}
              />
            )}
          </LlmCard>
        </Grid>
        <Grid item xs={12}>
          <LlmCard
            title={t('usage.breakdown.title', { part: t(`usage.by.${by}`) })}
            state={ready(usage)}
            noPadding
          >
            {() => (
              <>
                <UsageBreakdown
                  usage={usage}
                  measures={measures}
                  measure={measure}
                  currency={currency}
                  name={name}
                />
                {hidden && (
                  <Box px={2} py={1}>
                    <Typography variant="body2" color="textSecondary">
                      {t('usage.hidden')}
                    </Typography>
                  </Box>
                )}
              </>
            )}
          </LlmCard>
        </Grid>
        <Grid item xs={12}>
          <LlmCard title={t('usage.provenance.title')} state={ready(usage)}>
            {() => (
              <>
                <UsageProvenance answer={answer} name={name} />
                <ToolLinkList links={links} />
              </>
            )}
          </LlmCard>
        </Grid>
      </Grid>
    </div>
  );
}
