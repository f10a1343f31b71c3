import { randomBytes } from 'node:crypto';
import { promises as fs, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasCode } from '../errors/hasCode';

// objects/ab/<the other 38 digits>
const LOOSE_OBJECT = /[\\/]objects[\\/][0-9a-f]{2}[\\/][0-9a-f]{38}$/;

/**
 * The file system as isomorphic-git is given it. Its own writes go straight to the final path, so that another process
 * could read half an object, and a crash would leave one for ever. Here each file appears complete or not at all, and an
 * object is on disk before anything can name it.
 */
export const gitFileSystem = {
  promises: { ...fs, writeFile: writeWhole, stat: statAndKeep },
};

/** Writes beside the target and renames, as git does; the directory must exist. */
export async function writeWhole(
  path: string,
  content: Uint8Array | string,
): Promise<void> {
  // git-prune(1) removes what a killed process leaves under this name.
  const temporary = join(
    dirname(path),
    `tmp_obj_${randomBytes(9).toString('hex')}`,
  );
  const mode = LOOSE_OBJECT.test(path) ? 0o444 : 0o644;

  const file = await fs.open(temporary, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await file.close();
    await fs.rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  await moveInto(temporary, path);
}

async function moveInto(temporary: string, path: string): Promise<void> {
  try {
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    // Windows refuses to replace an object that another writer has just put there; equal names have equal content.
    const isThere =
      LOOSE_OBJECT.test(path) &&
      hasCode(error, 'EPERM', 'EACCES', 'EEXIST') &&
      (await fs.readdir(dirname(path))).includes(basename(path));
    if (!isThere) {
      throw error;
    }
  }
}

/**
 * isomorphic-git asks for an object's file before it decides that it need not write it. Like git, that look makes the
 * object young again: an object that nothing refers to yet would otherwise be pruned for its age.
 */
async function statAndKeep(path: string): Promise<Stats> {
  const stats = await fs.stat(path);
  if (LOOSE_OBJECT.test(path)) {
    const now = new Date();
    // Only the owner may do that; a foreign object is left to its owner's care.
    await fs.utimes(path, now, now).catch(() => undefined);
  }
  return stats;
}
