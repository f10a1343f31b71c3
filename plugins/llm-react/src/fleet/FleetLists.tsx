import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { LlmCard, noData, type CardState } from '../frame';
import { useTexts } from '../useTexts';
import { FleetActions } from './FleetActions';
import { CatalogLink } from './CatalogLink';
import type { Fleet } from './loadFleet';
import { ModelsTab } from './ModelsTab';
import { PoolsTab } from './PoolsTab';
import type { FleetQuery } from './query';
import { useFleet } from './useFleet';

/** The tabs that compare entities; both show one reading of the catalog. */
export function FleetLists(props: {
  tab: 'models' | 'pools';
  query: FleetQuery;
  onQuery: (change: Partial<FleetQuery>) => void;
}) {
  const { tab, query, onQuery } = props;
  const t = useTexts();
  const { state, progress } = useFleet();

  if (state.status !== 'ready' || state.value[tab].length === 0) {
    const shown: CardState<Fleet> =
      state.status === 'ready'
        ? noData({ reason: t(`fleet.${tab}.none`) })
        : state;
    return (
      <>
        <FleetActions tab={tab} />
        <LlmCard
          title={t(`fleet.tabs.${tab}`)}
          subheader={
            state.status === 'loading' && progress
              ? t('fleet.loading.progress', { ...progress })
              : undefined
          }
          state={shown}
          rows={10}
        >
          {() => null}
        </LlmCard>
      </>
    );
  }

  const { models, pools, modelsInCatalog, poolsInCatalog } = state.value;
  const inCatalog = tab === 'models' ? modelsInCatalog : poolsInCatalog;
  return (
    <>
      <FleetActions tab={tab} />
      {inCatalog !== undefined && (
        <Typography variant="body2" role="status" gutterBottom>
          {t(`fleet.truncated.${tab}`, {
            shown: state.value[tab].length,
            total: inCatalog,
          })}
        </Typography>
      )}
      {tab === 'models' ? (
        <ModelsTab rows={models} query={query} onQuery={onQuery} />
      ) : (
        <PoolsTab rows={pools} query={query} onQuery={onQuery} />
      )}
      <Box mt={1}>
        <CatalogLink kind={tab} />
      </Box>
    </>
  );
}
