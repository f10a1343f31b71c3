import { useId, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LlmChange } from '@modelyard/plugin-llm-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { llmApiRef } from '../api';
import { useTexts } from '../useTexts';
import { answeredWith, reasonOf } from './answeredWith';
import type { Act } from './decisionTypes';
import { WhatIsDecided } from './WhatIsDecided';

/** Repeats what is decided, and does it when that is confirmed. */
export function DecisionDialog(props: {
  act: Act;
  change: LlmChange;
  onClose: () => void;
  onDecided: () => void;
  /** Called where the change is not any more what was seen, with the reason. */
  onMiss: (reason: string) => void;
}) {
  const { act, change, onClose, onDecided, onMiss } = props;
  const t = useTexts();
  const llmApi = useApi(llmApiRef);
  const titleId = useId();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  const confirm = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      const seen = { expectedHead: change.head };
      await (act === 'merge'
        ? llmApi.mergeChange(change.id, seen)
        : llmApi.withdrawChange(change.id, seen));
      onDecided();
    } catch (error) {
      setPending(false);
      if (
        answeredWith(error, 'ConflictError') ||
        answeredWith(error, 'NotFoundError')
      ) {
        onMiss(reasonOf(error));
      } else {
        setFailure(reasonOf(error));
      }
    }
  };
  // What was begun cannot be taken back: the dialog stays until it is known.
  const close = isPending ? undefined : onClose;

  return (
    <Dialog
      open
      onClose={close}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={titleId} disableTypography>
        <Typography variant="h5" component="h2">
          {t(`changes.${act}.title`)}
        </Typography>
      </DialogTitle>
      <DialogContent dividers>
        <WhatIsDecided change={change} />
        <Typography variant="body2">
          {t(`changes.${act}.consequence`)}
        </Typography>
        {failure && (
          <Alert severity="error" role="alert">
            <AlertTitle>{t(`changes.${act}.failed`)}</AlertTitle>
            {failure}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        {/* No button has the focus at first: Enter must not decide anything. */}
        <Button color="primary" disabled={isPending} onClick={close}>
          {t('changes.dialog.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={isPending}
          onClick={confirm}
        >
          {isPending
            ? t(`changes.${act}.pending`)
            : t(`changes.${act}.confirm`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
