import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { blobOf } from '@modelyard/plugin-llm-gitops-node';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that an action has written, as a later step asks for it. */
export interface WrittenFile {
  /** In the workspace, and in the repository that it is meant for. */
  path: string;
  /** `sha256:` and the hash of the content in hexadecimal. */
  digest: string;
  /** As {@link GitOpsChange}: what it was made from. Absent where nobody knows. */
  from?: string | null;
}

/** Writes files into the workspace, and says what they hold, so that nobody commits anything else. */
export async function writeChanges(
  workspacePath: string,
  files: ReadonlyArray<{
    path: string;
    content: string;
    /** The text that is committed; null for none, absent where nobody knows. */
    committed?: string | null;
  }>,
): Promise<WrittenFile[]> {
  return Promise.all(
    files.map(async ({ path, content, committed }) => {
      const file = resolveSafeChildPath(workspacePath, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      return {
        path,
        digest: digestOf(content),
        ...(committed !== undefined && {
          from: committed === null ? null : blobOf(committed),
        }),
      };
    }),
  );
}

/** As {@link WrittenFile.digest}. */
export function digestOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
