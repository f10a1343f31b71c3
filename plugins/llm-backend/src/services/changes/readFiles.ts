import { LlmChangedFile } from '@modelyard/plugin-llm-common';
import {
  GitOpsFileChange,
  GitOpsRepository,
} from '@modelyard/plugin-llm-gitops-node';

/** Bytes of a file that a page can show. */
const MAX_FILE_BYTES = 256 * 1024;

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
      ...textsOf(before || undefined, after || undefined),
    });
  }
  return files;
}

function textsOf(
  before: Buffer | undefined,
  after: Buffer | undefined,
): Pick<LlmChangedFile, 'before' | 'after' | 'omitted'> {
  const contents = [before, after].filter(content => content !== undefined);
  if (contents.some(({ length }) => length > MAX_FILE_BYTES)) {
    return { omitted: 'too-large' };
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return {
      ...(before && { before: decoder.decode(before) }),
      ...(after && { after: decoder.decode(after) }),
    };
  } catch {
    return { omitted: 'binary' };
  }
}
