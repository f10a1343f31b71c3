import { lazy, Suspense, useId, type ReactNode } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import { llmSourceReadPermission } from '@modelyard/plugin-llm-common';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import { useChanges } from '../changes/useChanges';
import { LlmCard } from '../frame';
import { useTexts } from '../useTexts';
import { FleetLists } from './FleetLists';
import type { FleetTab } from './query';
import { SourcesTab } from './SourcesTab';
import { useFleetQuery } from './useFleetQuery';

// Comparing texts takes code that most visits do not need.
const ChangesTab = lazy(async () => ({
  default: (await import('../changes/ChangesTab')).ChangesTab,
}));

const useStyles = makeStyles(
  theme => ({
    tabs: { marginBottom: theme.spacing(2) },
    tab: {
      // Backstage's theme lightens the link colour to almost white, on which
      // the light text of a dark theme cannot be read.
      '&:hover': {
        color: theme.palette.text.primary,
        background: theme.palette.action.hover,
      },
    },
  }),
  { name: 'LlmFleetContent' },
);

/**
 * The fleet: models and pools side by side, to find and compare them, the
 * changes that wait for a review, and the health of the data behind them.
 * Content only; the page around it is the frontend system's.
 *
 * @public
 */
export function FleetContent() {
  const t = useTexts();
  const classes = useStyles();
  const [query, onQuery] = useFleetQuery();
  const sources = usePermission({ permission: llmSourceReadPermission });
  const changes = useChanges();
  const idPrefix = useId();

  const tabs: FleetTab[] = ['models', 'pools'];
  // Somebody who was sent the address of a tab that they may not read is told
  // so; to others the tab does not exist.
  if (changes.allowed || query.tab === 'changes') {
    tabs.push('changes');
  }
  if (sources.allowed || query.tab === 'sources') {
    tabs.push('sources');
  }
  const labelOf = (tab: FleetTab) =>
    tab === 'changes' && changes.count > 0
      ? t('fleet.tabs.changesOpen', { count: changes.count })
      : t(`fleet.tabs.${tab}`);

  let content: ReactNode;
  if (query.tab === 'sources') {
    content = <SourcesTab permission={sources} />;
  } else if (query.tab === 'changes') {
    content = (
      <Suspense
        fallback={
          <LlmCard title={t('changes.title')} state={{ status: 'loading' }}>
            {() => null}
          </LlmCard>
        }
      >
        <ChangesTab
          changes={changes}
          change={query.change}
          onLeave={() => onQuery({ change: undefined })}
        />
      </Suspense>
    );
  } else {
    content = <FleetLists tab={query.tab} query={query} onQuery={onQuery} />;
  }
  return (
    <>
      <Tabs
        className={classes.tabs}
        aria-label={t('fleet.tabs.label')}
        indicatorColor="primary"
        textColor="primary"
        variant="scrollable"
        scrollButtons="off"
        value={query.tab}
        onChange={(_event, tab: FleetTab) => {
          if (tab === 'changes') {
            // The page may have been open for hours.
            changes.reload();
          }
          onQuery({ tab, sort: undefined, change: undefined });
        }}
      >
        {tabs.map(tab => (
          <Tab
            key={tab}
            className={classes.tab}
            value={tab}
            id={`${idPrefix}-${tab}`}
            aria-controls={`${idPrefix}-panel`}
            label={labelOf(tab)}
          />
        ))}
      </Tabs>
      <div
        id={`${idPrefix}-panel`}
        role="tabpanel"
        aria-labelledby={`${idPrefix}-${query.tab}`}
      >
        {content}
      </div>
    </>
  );
}
