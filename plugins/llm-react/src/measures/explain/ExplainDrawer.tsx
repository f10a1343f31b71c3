import { useId } from 'react';
import Button from '@material-ui/core/Button';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import type { LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import { useTexts } from '../../useTexts';
import { ExplainedMeasure } from './ExplainedMeasure';

const useStyles = makeStyles(
  theme => ({
    paper: { width: 'min(600px, 100vw)' },
    head: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      padding: theme.spacing(2, 2, 1),
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    body: { padding: theme.spacing(0, 2, 3), overflowY: 'auto' },
  }),
  { name: 'LlmExplainDrawer' },
);

/** How the figures of a card came about, one measure after the other. */
export function ExplainDrawer(props: {
  title: string;
  answers: readonly LlmMeasureAnswer[];
  refresh: () => void;
  close: () => void;
}) {
  const { title, answers, refresh, close } = props;
  const t = useTexts();
  const classes = useStyles();
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open
      onClose={close}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <div>
          <Typography variant="h6" component="h2" id={titleId}>
            {title}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('measures.explain.title')}
          </Typography>
        </div>
        <div>
          <Button size="small" color="primary" onClick={refresh}>
            {t('measures.explain.refresh')}
          </Button>
          <IconButton
            size="small"
            aria-label={t('measures.explain.close')}
            onClick={close}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </div>
      </div>
      {/* It scrolls, and what scrolls must be reachable by keyboard. */}
      <div
        className={classes.body}
        role="region"
        aria-label={t('measures.explain.title')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {answers.map(answer => (
          <ExplainedMeasure key={answer.id + answer.measure} answer={answer} />
        ))}
      </div>
    </Drawer>
  );
}
