import { useMemo } from 'react';
import type {
  LlmChangePreview,
  LlmPreviewedFile,
} from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { findingsByLine } from '../../changes/checks/findingsByLine';
import { groupFiles, type ComparedFile } from '../../changes/groupFiles';
import { ReviewedFileView } from '../../changes/ReviewedFileView';
import { Folded } from '../../layout';
import { useTexts } from '../../useTexts';

/** Lines of a rendered file: the button to go on must not be far away. */
const FIRST_RENDERED = 40;

/** Comparing thousands of files at once would keep the page from answering. */
const FIRST_FILES = 20;

const useStyles = makeStyles(
  theme => ({
    group: {
      marginTop: theme.spacing(3),
      paddingTop: theme.spacing(1.5),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    head: { marginBottom: theme.spacing(1.5) },
  }),
  { name: 'LlmPreviewedFiles' },
);

/** The files that would change, in the order in which they follow from each other. */
export function PreviewedFiles(props: { preview: LlmChangePreview }) {
  const { files, checks } = props.preview;
  const t = useTexts();
  const classes = useStyles();
  const groups = useMemo(() => groupFiles(files.flatMap(compared)), [files]);
  const findings = useMemo(() => findingsByLine(checks), [checks]);
  return (
    <>
      {groups.map(({ group, files: reviewed }) => (
        <div key={group} className={classes.group}>
          <Typography variant="h6" component="h2">
            {t(`changes.groups.${group}`)}
          </Typography>
          <Typography
            variant="body2"
            color="textSecondary"
            className={classes.head}
          >
            {t(`changes.groupsAre.${group}`)}
          </Typography>
          <Folded items={reviewed} shown={FIRST_FILES}>
            {shown =>
              shown.map(file => (
                <ReviewedFileView
                  key={file.path}
                  file={file}
                  findings={findings.get(file.path)}
                  firstLines={group === 'base' ? FIRST_RENDERED : undefined}
                />
              ))
            }
          </Folded>
        </div>
      ))}
    </>
  );
}

/** A file as the pages of changes compare it; none that stays as it is. */
function compared(file: LlmPreviewedFile): ComparedFile[] {
  const { path, outcome, before, after, omitted } = file;
  return outcome === 'unchanged'
    ? []
    : [
        {
          path,
          type: outcome,
          before,
          after,
          omitted,
          bytes: { before: file.bytesBefore, after: file.bytesAfter },
        },
      ];
}
