import { promises as fs } from 'node:fs';
import { hasCode } from '../errors/hasCode';

/** The names in a folder; undefined where there is none. */
export async function readFolder(
  folder: string,
): Promise<string[] | undefined> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  }
}

/** Removes a folder that is empty, and does nothing otherwise. */
export async function removeEmptyFolder(folder: string): Promise<void> {
  try {
    await fs.rmdir(folder);
  } catch (error) {
    // Somebody holds the lock, or nothing is there, or it is git's file.
    if (!hasCode(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) {
      throw error;
    }
  }
}
