import { lazy, Suspense, useState } from 'react';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import type { LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import { useTexts } from '../../useTexts';

const ExplainDrawer = lazy(async () => ({
  default: (await import('./ExplainDrawer')).ExplainDrawer,
}));

/**
 * Opens the explanation of the figures of a card: formulas, what they were
 * computed from, and what is to be known of them.
 *
 * @public
 */
export function ExplainButton(props: {
  /** Title of the card. */
  title: string;
  answers: readonly LlmMeasureAnswer[];
  /** Reads them again. */
  refresh: () => void;
}) {
  const { title, answers, refresh } = props;
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const name = t('measures.explain.open', { title });
  return (
    <>
      <Tooltip title={name}>
        <IconButton
          size="small"
          aria-label={name}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <HelpOutlineIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {open && (
        <Suspense fallback={null}>
          <ExplainDrawer
            title={title}
            answers={answers}
            refresh={refresh}
            close={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
