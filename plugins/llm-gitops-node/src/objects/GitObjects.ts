import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import git, { type CommitObject, type TreeEntry } from 'isomorphic-git';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { gitFileSystem } from './gitFileSystem';
import { hasCode } from '../errors/hasCode';
import { Slices } from './Slices';

/** Packs are read into memory as a whole, by isomorphic-git. */
const MAX_PACK_BYTES = 256 * 1024 * 1024;

/** Enough for a disk that is slow, and few enough to be done in a slice once they have begun. */
const READS_AT_ONCE = 16;

/**
 * Reads and writes the objects of one repository. What isomorphic-git keeps in its cache are packs and their indexes;
 * the cache is shared by all calls and dropped when the set of packs changes, so that it never holds more than the packs
 * that exist.
 */
export class GitObjects {
  readonly #gitdir: string;
  #packs = '';
  #cache: object = {};
  #following?: Promise<boolean>;
  readonly #limit = pLimit(READS_AT_ONCE);
  readonly #slices = new Slices();

  constructor(gitdir: string) {
    this.#gitdir = gitdir;
  }

  async readCommit(oid: string): Promise<CommitObject> {
    const { commit } = await this.#read(oid, options =>
      git.readCommit(options),
    );
    return commit;
  }

  /** The entries of a tree, in git's order by name. */
  async readTree(oid: string): Promise<TreeEntry[]> {
    const { tree } = await this.#read(oid, options => git.readTree(options));
    return tree;
  }

  async readBlob(oid: string): Promise<Buffer> {
    const { blob } = await this.#read(oid, options => git.readBlob(options));
    return Buffer.from(blob);
  }

  async writeBlob(content: Buffer): Promise<string> {
    return git.writeBlob({ ...this.#repository(), blob: content });
  }

  async writeTree(entries: TreeEntry[]): Promise<string> {
    return git.writeTree({ ...this.#repository(), tree: entries });
  }

  async writeCommit(commit: CommitObject): Promise<string> {
    return git.writeCommit({ ...this.#repository(), commit });
  }

  /** A pack of these objects and no others. */
  async pack(oids: string[]): Promise<Uint8Array> {
    await this.#followPacks();
    const { packfile } = await git.packObjects({
      ...this.#repository(),
      cache: this.#cache,
      oids,
    });
    if (!packfile) {
      throw new Error('isomorphic-git has written the pack elsewhere');
    }
    return packfile;
  }

  /** Whether a commit is there, and so all that it reaches. */
  async hasCommit(oid: string): Promise<boolean> {
    try {
      await this.readCommit(oid);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return false;
      }
      throw error;
    }
  }

  #repository() {
    return { fs: gitFileSystem, gitdir: this.#gitdir };
  }

  async #read<T>(
    oid: string,
    read: (options: {
      fs: typeof gitFileSystem;
      gitdir: string;
      cache: object;
      oid: string;
    }) => Promise<T>,
  ): Promise<T> {
    // Objects of a pack that is in memory are unpacked without any pause, thousands of them for a large tree.
    const attempt = async () =>
      this.#limit(async () => {
        await this.#slices.turn();
        return read({ ...this.#repository(), cache: this.#cache, oid });
      });

    try {
      await this.#followTogether();
      try {
        return await attempt();
      } catch (error) {
        // git-gc(1) may have replaced the packs, or packed the object, in the middle of the call.
        if (await this.#followPacks()) {
          return await attempt();
        }
        throw error;
      }
    } catch (error) {
      if (hasCode(error, 'NotFoundError')) {
        throw new NotFoundError(`No object ${oid} in ${this.#gitdir}`);
      }
      throw error;
    }
  }

  /** The same for all who ask while it is looked: of thousands of reads each would list the packs. */
  async #followTogether(): Promise<void> {
    this.#following ??= this.#followPacks().finally(() => {
      this.#following = undefined;
    });
    await this.#following;
  }

  /** Drops the cache when there are other packs than before; true where that was so. */
  async #followPacks(): Promise<boolean> {
    const folder = join(this.#gitdir, 'objects/pack');
    const names = await ifThere(fs.readdir(folder), []);
    const packs = names.filter(name => name.endsWith('.pack')).sort();
    const key = packs.join('\n');
    if (key === this.#packs) {
      return false;
    }

    const sizes = await Promise.all(
      packs.map(async name => {
        const stats = await ifThere(fs.stat(join(folder, name)), undefined);
        return stats?.size ?? 0;
      }),
    );
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > MAX_PACK_BYTES) {
      throw new ServiceUnavailableError(
        `The packs in ${folder} have ${bytes} bytes, more than the ${MAX_PACK_BYTES} that are read into memory`,
      );
    }
    this.#packs = key;
    this.#cache = {};
    return true;
  }
}

async function ifThere<T, U>(look: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await look;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return otherwise;
    }
    throw error;
  }
}
