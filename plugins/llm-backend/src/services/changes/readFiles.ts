import { LlmChangedFile } from '@modelyard/plugin-llm-common';
import {
  GitOpsFileChange,
  GitOpsRepository,
  readableTexts,
} from '@modelyard/plugin-llm-gitops-node';

/** The texts of files before and after a change. */
export async function readFiles(
  repository: GitOpsRepository,
  diff: readonly GitOpsFileChange[],
): Promise<LlmChangedFile[]> {
  const files: LlmChangedFile[] = [];
  // One after the other: a change may have thousands of files, and nobody waits for the last.
  for (const { path, type, fromBlob, toBlob } of diff) {
    const [before, after] = await Promise.all(
      [fromBlob, toBlob].map(blob => blob && repository.readBlob(blob)),
    );
    files.push({
      path,
      type,
      ...readableTexts({
        before: before || undefined,
        after: after || undefined,
      }),
    });
  }
  return files;
}
