import { useMemo, useState } from 'react';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { LlmChange } from '@modelyard/plugin-llm-common';
import { Unknown } from '../facts';
import { LlmCard } from '../frame';
import { ActionLink } from '../links';
import { useTexts } from '../useTexts';
import { ChangeFacts } from './ChangeFacts';
import { Checks } from './checks/Checks';
import { findingsByLine } from './checks/findingsByLine';
import { Decisions } from './Decisions';
import type { Decision, Miss } from './decisionTypes';
import { groupFiles } from './groupFiles';
import { MissNote } from './MissNote';
import { ReviewedFilesCard } from './ReviewedFilesCard';
import { useChange } from './useChanges';

const useStyles = makeStyles(
  theme => ({
    body: {
      marginBottom: theme.spacing(2),
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'LlmChangeView' },
);

/** One change: what it is for, what it changes, and what becomes of it. */
export function ChangeView(props: {
  id: string;
  /** Where the list of changes is. */
  list: string;
  onDecided: (decision: Decision) => void;
  /** Called where the change is not any more what was seen. */
  onMiss: () => void;
}) {
  const { id, list, onDecided, onMiss } = props;
  const t = useTexts();
  const classes = useStyles();
  const { state, reload } = useChange(id);
  const [miss, setMiss] = useState<Miss>();
  const change =
    state.status === 'ready' || state.status === 'stale'
      ? state.value
      : undefined;

  return (
    <>
      <Box mb={1}>
        <ActionLink to={list}>{t('changes.all')}</ActionLink>
      </Box>
      <LlmCard
        title={change?.title ?? t('changes.change')}
        state={state}
        rows={10}
      >
        {value => (
          <>
            {miss && <MissNote miss={miss} head={value.head} />}
            {value.body && (
              <Typography variant="body1" className={classes.body}>
                {value.body}
              </Typography>
            )}
            <ChangeFacts change={value} />
            <WhatWasChecked checks={value.checks} />
            <Decisions
              change={value}
              onDecided={onDecided}
              onMiss={reason => {
                setMiss({ head: value.head, reason });
                reload();
                onMiss();
              }}
            />
          </>
        )}
      </LlmCard>
      {change && <Files change={change} />}
    </>
  );
}

function WhatWasChecked(props: { checks: LlmChange['checks'] }) {
  const { checks } = props;
  const t = useTexts();
  return (
    <Box mt={2}>
      <Typography variant="caption" component="h3" color="textSecondary">
        {t('changes.checks.title')}
      </Typography>
      {checks.length > 0 ? (
        <Checks checks={checks} />
      ) : (
        <Typography variant="body2">
          <Unknown>{t('changes.checks.none')}</Unknown>
        </Typography>
      )}
    </Box>
  );
}

function Files(props: { change: LlmChange }) {
  const { files, checks } = props.change;
  const t = useTexts();
  const groups = useMemo(() => groupFiles(files), [files]);
  const findings = useMemo(() => findingsByLine(checks), [checks]);
  if (groups.length === 0) {
    return (
      <Box mt={2}>
        <Typography variant="body2">{t('changes.noFiles')}</Typography>
      </Box>
    );
  }
  return (
    <>
      {groups.map(reviewed => (
        <Box key={reviewed.group} mt={2}>
          <ReviewedFilesCard reviewed={reviewed} findings={findings} />
        </Box>
      ))}
    </>
  );
}
