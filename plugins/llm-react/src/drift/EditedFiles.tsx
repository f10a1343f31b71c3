import Typography from '@material-ui/core/Typography';
import type { LlmDriftedFile } from '@modelyard/plugin-llm-common';
import { ReviewedFileView } from '../changes/ReviewedFileView';
import { useTexts } from '../useTexts';

const types = {
  changed: 'changed',
  missing: 'removed',
  extra: 'added',
} as const;

/** Edited files, line by line: what was rendered, and what stands there. */
export function EditedFiles({ files }: { files: readonly LlmDriftedFile[] }) {
  const t = useTexts();
  return (
    <>
      {files.map(({ path, type, rendered, committed, omitted }) =>
        type !== 'extra' && rendered === undefined && !omitted ? (
          <Typography key={path} variant="body2">
            {t('drift.noBefore', { path })}
          </Typography>
        ) : (
          <ReviewedFileView
            key={path}
            file={{
              path,
              type: types[type],
              before: rendered,
              after: committed,
              omitted,
            }}
          />
        ),
      )}
    </>
  );
}
