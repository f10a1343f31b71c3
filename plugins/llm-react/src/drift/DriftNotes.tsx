import { lazy, Suspense, useState } from 'react';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { LlmDrift } from '@modelyard/plugin-llm-common';
import type { CardState } from '../frame';
import { CardMessage } from '../frame/CardMessage';
import { CardSkeleton } from '../frame/CardSkeleton';
import { useTexts } from '../useTexts';

const EditedFiles = lazy(async () => ({
  default: (await import('./EditedFiles')).EditedFiles,
}));

/**
 * What is to be said of manifests that are not as they were rendered; nothing
 * where all are, and for those who may not see changes.
 */
export function DriftNotes(props: {
  state: CardState<LlmDrift[]>;
  /** Only of this deployment. */
  deployment?: string;
}) {
  const { state, deployment } = props;
  const t = useTexts();
  if (state.status === 'error') {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('drift.failed', { reason: state.error.message })}
      </Typography>
    );
  }
  const drifts = state.status === 'ready' ? state.value : [];
  return (
    <>
      {drifts
        .filter(
          drift =>
            drift.state !== 'in-step' &&
            (deployment === undefined || drift.deployment === deployment),
        )
        .map(drift => (
          <Box key={drift.folder} my={1}>
            <DriftNote drift={drift} />
          </Box>
        ))}
    </>
  );
}

function DriftNote({ drift }: { drift: LlmDrift }) {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const name = drift.deployment ?? drift.folder;
  if (drift.state !== 'edited') {
    return (
      <CardMessage
        tone="empty"
        title={t(
          drift.state === 'outdated' ? 'drift.outdated' : 'drift.unknown',
          { name, reason: drift.message ?? '' },
        )}
      />
    );
  }
  return (
    <CardMessage
      tone="error"
      title={t('drift.edited', { count: drift.files.length, name })}
      description={t('drift.editedWhy')}
    >
      <Button
        size="small"
        color="primary"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'drift.hide' : 'drift.show')}
      </Button>
      {open && (
        <Suspense
          fallback={
            <CardSkeleton
              label={t('frame.loading', { title: t('drift.loading') })}
            />
          }
        >
          <EditedFiles files={drift.files} />
        </Suspense>
      )}
    </CardMessage>
  );
}
