import { useId } from 'react';
import {
  lifecycleNotice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { titleOf } from '../../catalog';
import { useTexts } from '../../useTexts';
import { ReplacementButton } from './Retired';
import { UseModel } from './UseModel';

/**
 * The model to use, and whether the dialog is open.
 *
 * @public
 */
export interface UseModelDialogProps {
  model: ModelEntityV1alpha1;
  open: boolean;
  onClose: () => void;
}

/**
 * Tells how to use a model: the lines that declare it and the names to call.
 *
 * @public
 */
export function UseModelDialog(props: UseModelDialogProps) {
  const { model, open, onClose } = props;
  const t = useTexts();
  const titleId = useId();
  const notice = lifecycleNotice({ entity: model, now: new Date() });
  const replacement =
    notice?.state === 'retired' ? notice.replacedBy : undefined;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={titleId}
      maxWidth="md"
      fullWidth
    >
      <DialogTitle id={titleId} disableTypography>
        <Typography variant="h5" component="h2">
          {t('model.use.title', {
            model: titleOf(model),
          })}
        </Typography>
      </DialogTitle>
      <DialogContent dividers>
        <UseModel model={model} />
      </DialogContent>
      <DialogActions>
        <Button color="primary" onClick={onClose}>
          {t('model.use.close')}
        </Button>
        {replacement && (
          <ReplacementButton entityRef={replacement} onClick={onClose} />
        )}
      </DialogActions>
    </Dialog>
  );
}
