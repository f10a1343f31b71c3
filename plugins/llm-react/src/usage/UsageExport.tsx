import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import GetAppIcon from '@material-ui/icons/GetApp';
import { llmApiRef } from '../api';
import { saveFile } from '../fleet/saveFile';
import { useTexts } from '../useTexts';
import type { UsageChoice } from './readUsage';

/** Saves what is shown as a file: each group in each step. */
export function UsageExport(props: {
  choice: UsageChoice;
  /** Name of the entity, for that of the file. */
  name: string;
}) {
  const { choice, name } = props;
  const t = useTexts();
  const llmApi = useApi(llmApiRef);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { subject, span, by } = choice;

  const save = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const text = await llmApi.exportUsage({
        ...subject.question,
        from: span.from,
        to: span.to,
        step: span.step,
        by: [by],
      });
      const days = `${span.from.slice(0, 10)}-${span.to.slice(0, 10)}`;
      saveFile({
        name: `usage-${name}-${days}.csv`,
        type: 'text/csv',
        text,
      });
    } catch (thrown) {
      setFailure(thrown instanceof Error ? thrown.message : String(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        startIcon={<GetAppIcon />}
        disabled={busy}
        onClick={save}
      >
        {t('usage.export.label')}
      </Button>
      {failure !== undefined && (
        <Typography variant="body2" color="error" role="alert">
          {t('usage.export.failed', { reason: failure })}
        </Typography>
      )}
    </>
  );
}
