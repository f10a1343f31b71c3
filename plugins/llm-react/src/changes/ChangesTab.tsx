import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import type { LlmChangeSummary } from '@modelyard/plugin-llm-common';
import { makeStyles } from '@material-ui/core/styles';
import { fleetPath } from '../fleet/fleetPath';
import { LlmCard, noData, type CardState } from '../frame';
import { useTexts } from '../useTexts';
import { ChangeList } from './ChangeList';
import { ChangeView } from './ChangeView';
import { DecidedNote } from './DecidedNote';
import type { Decision } from './decisionTypes';
import type { Changes } from './useChanges';

const useStyles = makeStyles(
  // It is focused for where the keyboard goes on, not to be operated.
  { content: { outline: 'none' } },
  { name: 'LlmChangesTab' },
);

/** The changes that wait for a review, or one of them. */
export function ChangesTab(props: {
  changes: Changes;
  /** The change that is open. */
  change?: string;
  /** Leaves the change that is open. */
  onLeave: () => void;
}) {
  const { changes, change, onLeave } = props;
  const t = useTexts();
  const { pathname } = useLocation();
  const classes = useStyles();
  const [decision, setDecision] = useState<Decision>();
  const content = useFocusWhenChanged(change);

  const list = fleetPath(pathname, { tab: 'changes' });
  const pathOf = useCallback(
    (id: string) => fleetPath(pathname, { tab: 'changes', change: id }),
    [pathname],
  );
  const none = t('changes.none');
  const state = useMemo(
    () => withoutDecided(changes.state, decision, none),
    [changes.state, decision, none],
  );

  let shown = <ChangeList state={state} pathOf={pathOf} />;
  if (!changes.allowed) {
    shown = (
      <LlmCard title={t('changes.title')} state={changes.state}>
        {() => null}
      </LlmCard>
    );
  } else if (change !== undefined) {
    shown = (
      <ChangeView
        key={change}
        id={change}
        list={list}
        onDecided={decided => {
          setDecision(decided);
          changes.reload();
          onLeave();
        }}
        onMiss={changes.reload}
      />
    );
  }
  return (
    <div ref={content} tabIndex={-1} className={classes.content}>
      {decision && change === undefined && (
        <DecidedNote
          decision={decision}
          onClose={() => setDecision(undefined)}
        />
      )}
      {shown}
    </div>
  );
}

/**
 * A link that was followed, or a dialog that was confirmed, is not there any
 * more. Who reads by keyboard goes on where the new content begins, not at the
 * top of the page.
 */
function useFocusWhenChanged(change: string | undefined) {
  const content = useRef<HTMLDivElement>(null);
  const shown = useRef(change);
  useEffect(() => {
    if (shown.current !== change) {
      shown.current = change;
      content.current?.focus();
    }
  }, [change]);
  return content;
}

/** The list is read anew after a decision; what was decided is out at once. */
function withoutDecided(
  state: CardState<LlmChangeSummary[]>,
  decision: Decision | undefined,
  none: string,
): CardState<LlmChangeSummary[]> {
  if (!decision || (state.status !== 'ready' && state.status !== 'stale')) {
    return state;
  }
  const { id, head } = decision.change;
  const value = state.value.filter(
    change => change.id !== id || change.head !== head,
  );
  return value.length > 0 ? { ...state, value } : noData({ reason: none });
}
