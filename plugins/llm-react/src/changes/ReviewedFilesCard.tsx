import { LlmCard, ready } from '../frame';
import { Folded } from '../layout';
import { useTexts } from '../useTexts';
import type { FindingsByLine } from './checks/findingsByLine';
import type { ReviewedFiles } from './groupFiles';
import { ReviewedFileView } from './ReviewedFileView';

/** Comparing thousands of files at once would keep the page from answering. */
const FIRST_FILES = 20;

/** The files of a change that are of one sort. */
export function ReviewedFilesCard(props: {
  reviewed: ReviewedFiles;
  /** What was found about lines, by the path of the file. */
  findings: ReadonlyMap<string, FindingsByLine>;
}) {
  const { reviewed, findings } = props;
  const t = useTexts();
  return (
    <LlmCard
      title={t(`changes.groups.${reviewed.group}`)}
      subheader={t(`changes.groupsAre.${reviewed.group}`)}
      state={ready(reviewed.files)}
    >
      {files => (
        <Folded items={files} shown={FIRST_FILES}>
          {shown =>
            shown.map(file => (
              <ReviewedFileView
                key={file.path}
                file={file}
                findings={findings.get(file.path)}
              />
            ))
          }
        </Folded>
      )}
    </LlmCard>
  );
}
