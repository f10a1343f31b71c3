import { useMemo } from 'react';
import type { LlmChange } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Folded } from '../layout';
import { useTexts } from '../useTexts';
import { ChangeFacts } from './ChangeFacts';
import { visibleText } from './diff/visibleText';
import { groupFiles } from './groupFiles';

const FIRST_PATHS = 8;

const useStyles = makeStyles(
  theme => ({
    facts: { margin: theme.spacing(1, 0, 2) },
    files: { marginBottom: theme.spacing(2), overflowWrap: 'anywhere' },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'LlmWhatIsDecided' },
);

/** What a decision is about, in short: title, version, people, files. */
export function WhatIsDecided(props: { change: LlmChange }) {
  const { change } = props;
  const t = useTexts();
  const classes = useStyles();
  const files = useMemo(
    () => groupFiles(change.files).flatMap(group => group.files),
    [change.files],
  );
  return (
    <>
      <Typography variant="subtitle1" component="p">
        {change.title}
      </Typography>
      <div className={classes.facts}>
        <ChangeFacts change={change} />
      </div>
      <Typography variant="subtitle2" component="h3">
        {t('changes.dialog.files', { count: files.length })}
      </Typography>
      <Typography variant="body2" component="div" className={classes.files}>
        <Folded items={files} shown={FIRST_PATHS}>
          {shown => (
            <ul className={classes.list}>
              {shown.map(({ path, type }) => (
                <li key={path}>
                  {t('changes.dialog.file', {
                    path: visibleText(path),
                    type: t(`changes.file.${type}`),
                  })}
                </li>
              ))}
            </ul>
          )}
        </Folded>
      </Typography>
    </>
  );
}
