import { ServiceUnavailableError } from '@backstage/errors';
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { explainFileError } from '../bareFolder/explainFileError';
import { hasCode } from '../errors/hasCode';
import { prepareCacheFolder } from '../bareFolder/prepareFolder';

/**
 * The bare repository that keeps what was read from a Git server, made where it is missing. All backends of one machine
 * and user share it. Others may not look into it: it holds what only the token may read.
 */
export async function openCacheFolder(options: {
  workingDirectory: string;
  url: string;
  branch: string;
}): Promise<string> {
  const { workingDirectory, url, branch } = options;
  const user = process.getuid?.();
  const parent = join(
    workingDirectory,
    user === undefined ? 'modelyard-gitops' : `modelyard-gitops-${user}`,
  );
  try {
    await fs.mkdir(parent, { recursive: true, mode: 0o700 });
    const stats = await fs.lstat(parent);
    // The folder for temporary files belongs to everybody: somebody may have been there before.
    if (
      !stats.isDirectory() ||
      (user !== undefined && (stats.uid !== user || (stats.mode & 0o77) !== 0))
    ) {
      throw new ServiceUnavailableError(
        `${parent} must be a folder that nobody but the user that runs the backend may look into; name another place as backend.workingDirectory`,
      );
    }
  } catch (error) {
    if (hasCode(error, 'ENOTDIR', 'EEXIST')) {
      throw new ServiceUnavailableError(
        `${parent} cannot be used: a file stands in place of a folder`,
        error,
      );
    }
    throw explainFileError(error, parent);
  }
  const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
  const gitdir = join(parent, `${name}.git`);
  await prepareCacheFolder(gitdir, branch);
  return gitdir;
}
