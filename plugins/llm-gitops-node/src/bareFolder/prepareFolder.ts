import { ServiceUnavailableError } from '@backstage/errors';
import git from 'isomorphic-git';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { explainFileError } from './explainFileError';
import { gitFileSystem, writeWhole } from '../objects/gitFileSystem';
import { hasCode } from '../errors/hasCode';
import { readRef } from '../objects/readRef';

const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
`;
const FOLDERS = ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags'];
/** What a repository consists of while it is being created. */
const PARTS = new Set(['HEAD', 'config', 'objects', 'refs']);

/**
 * Makes sure that a folder is a bare repository that this code can work with, and creates one where nothing is. Throws
 * an error of one line that names the folder and the reason otherwise.
 */
export async function prepareFolder(
  folder: string,
  branch: string,
): Promise<void> {
  await explained(folder, async () => {
    await createWhereNothingIs(folder, branch);
    await checkRepository(folder, branch);
  });
}

/** As {@link prepareFolder}, for a folder in which any branch may come and go. */
export async function prepareCacheFolder(
  folder: string,
  branch: string,
): Promise<void> {
  await explained(folder, async () => {
    await createWhereNothingIs(folder, branch);
    await checkIsBare(folder);
    await checkFormat(folder);
  });
}

/** Makes sure that a folder is such a repository, and creates none where nothing is. */
export async function checkExistingFolder(
  folder: string,
  branch: string,
): Promise<void> {
  await explained(folder, async () => {
    await checkFolderIsThere(folder);
    await checkRepository(folder, branch);
  });
}

async function checkRepository(folder: string, branch: string): Promise<void> {
  await checkIsBare(folder);
  await checkFormat(folder);
  await checkBranchExists(folder, branch);
}

async function explained(
  folder: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (hasCode(error, 'ENOTDIR', 'EEXIST')) {
      throw new ServiceUnavailableError(
        `The Git repository ${folder} cannot be used: a file stands in place of a folder`,
        error,
      );
    }
    throw explainFileError(error, folder);
  }
}

/** Throws where the folder of a repository is gone, or is none any more. */
export async function checkFolderIsThere(folder: string): Promise<void> {
  try {
    await fs.access(join(folder, 'objects'));
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      throw new ServiceUnavailableError(
        `The Git repository ${folder} is not there`,
      );
    }
    throw error;
  }
}

/** Whether somebody has made a repository of a folder, whatever state it may be in. */
export async function hasRepository(folder: string): Promise<boolean> {
  try {
    await fs.access(join(folder, 'HEAD'));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      return false;
    }
    throw explainFileError(error, folder);
  }
}

async function createWhereNothingIs(
  folder: string,
  branch: string,
): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  const names = await fs.readdir(folder);
  // Another process may be creating it at this moment, or may have been killed while it did: each step is harmless
  // when it is done twice, and HEAD, which makes a folder a repository, comes last.
  const isNew = names.every(
    name => PARTS.has(name) || name.startsWith('tmp_obj_'),
  );
  if (!isNew || names.includes('HEAD')) {
    return;
  }
  for (const part of FOLDERS) {
    await fs.mkdir(join(folder, part), { recursive: true });
  }
  await writeWhole(join(folder, 'config'), CONFIG);
  await writeWhole(join(folder, 'HEAD'), `ref: refs/heads/${branch}\n`);
}

async function checkIsBare(folder: string): Promise<void> {
  const names = await fs.readdir(folder);
  if (names.includes('.git')) {
    throw new ServiceUnavailableError(
      `${folder} is a working copy; a bare repository is needed (git clone --bare)`,
    );
  }
  const missing = ['HEAD', 'config', 'objects', 'refs'].filter(
    part => !names.includes(part),
  );
  if (missing.length > 0) {
    throw new ServiceUnavailableError(
      `${folder} is not a Git repository: it holds files, but no ${missing.join(
        ', ',
      )}`,
    );
  }
}

async function checkFormat(folder: string): Promise<void> {
  const setting = async (path: string) => {
    const value: unknown = await git.getConfig({
      fs: gitFileSystem,
      gitdir: folder,
      path,
    });
    return value === undefined ? undefined : String(value);
  };

  if ((await setting('core.bare')) === 'false') {
    throw new ServiceUnavailableError(
      `${folder} belongs to a working copy; a bare repository is needed (git clone --bare)`,
    );
  }
  for (const [path, supported] of [
    ['extensions.objectformat', 'sha1'],
    ['extensions.refstorage', 'files'],
  ]) {
    const value = await setting(path);
    if (value !== undefined && value !== supported) {
      throw new ServiceUnavailableError(
        `${folder} has ${path} = ${value}; only ${supported} is supported`,
      );
    }
  }
}

async function checkBranchExists(
  folder: string,
  branch: string,
): Promise<void> {
  if (await readRef(folder, `refs/heads/${branch}`)) {
    return;
  }
  const names = await git.listBranches({ fs: gitFileSystem, gitdir: folder });
  // The lock of a first commit lies among the branches.
  const others = names.filter(name => !/\.lock(\/|$)/.test(name));
  if (others.length > 0) {
    throw new ServiceUnavailableError(
      `${folder} has no branch ${branch}; it has ${others.join(', ')}`,
    );
  }
}
