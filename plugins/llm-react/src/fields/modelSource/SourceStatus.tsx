import type { ReactNode } from 'react';
import { llmModelInspectPermission } from '@modelyard/plugin-llm-common';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useWords } from '../../model/about/words';
import type { ModelSourceState } from './useModelSource';
import { useStyles } from './useStyles';

/** What is going on, and what stands in the way. */
export function SourceStatus(props: {
  state: ModelSourceState;
  disabled: boolean;
}) {
  const { state, disabled } = props;
  const { typed, known, isReading, failure, permission } = state;
  const classes = useStyles();
  const { t } = useWords();
  const byHand = (
    <Button size="small" disabled={disabled} onClick={state.goOnByHand}>
      {t('modelSource.byHand')}
    </Button>
  );
  const isUnusable =
    known?.origin === 'read' && known.version.architecture === undefined;

  let note: ReactNode;
  if (permission === 'denied' && !known) {
    note = (
      <Alert severity="info" action={byHand}>
        {t('modelSource.notAllowed', {
          permission: llmModelInspectPermission.name,
        })}
      </Alert>
    );
  } else if (failure && !isReading) {
    note = (
      <Alert severity="error" role="alert" action={byHand}>
        <AlertTitle>{t('modelSource.failed')}</AlertTitle>
        <div>{failure}</div>
        <div>{t('modelSource.failedHint')}</div>
      </Alert>
    );
  } else if (isUnusable) {
    note = (
      <Alert severity="warning" role="alert" action={byHand}>
        <AlertTitle>{t('modelSource.unusable')}</AlertTitle>
        {t('modelSource.unusableHint')}
      </Alert>
    );
  } else if (known?.origin === 'hand' && !known.version.architecture?.layers) {
    note = <Alert severity="warning">{t('modelSource.byHandNote')}</Alert>;
  } else if (state.isChanged && !isReading) {
    note = <Alert severity="info">{t('modelSource.changed')}</Alert>;
  }

  return (
    <>
      <div role="status">
        {isReading && (
          <>
            <LinearProgress aria-hidden />
            <div className={classes.buttons}>
              <Typography variant="body2">
                {typed.uri.trim()
                  ? t('modelSource.reading', { model: typed.uri.trim() })
                  : t('modelSource.readingConfig')}
              </Typography>
              <Button size="small" onClick={state.cancel}>
                {t('modelSource.cancel')}
              </Button>
            </div>
          </>
        )}
      </div>
      {note}
    </>
  );
}
