import { ServiceUnavailableError } from '@backstage/errors';
import git from 'isomorphic-git';
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { gitFileSystem, writeWhole } from '../objects/gitFileSystem';
import { indexPackInThread } from './indexPackInThread';

/** As in git, small packs become single objects: otherwise each fetch would leave a pack that every read looks into. */
const UNPACK_LIMIT = 200;
const HEADER_BYTES = 12;
const CHECKSUM_BYTES = 20;

/** Puts the objects of a pack into a repository; throws `ServiceUnavailableError` where it has not arrived whole. */
export async function storePack(gitdir: string, pack: Buffer): Promise<void> {
  const count = checkPack(pack);
  if (count === 0) {
    return;
  }
  const checksum = pack.subarray(-CHECKSUM_BYTES).toString('hex');
  const name = `objects/pack/pack-${checksum}`;
  await writeWhole(join(gitdir, `${name}.pack`), pack);
  // A thread takes longer to start than the few objects of most fetches to be read.
  const oids = await (count > UNPACK_LIMIT
    ? indexPackInThread({ gitdir, name: `${name}.pack` })
    : indexPack(gitdir, `${name}.pack`));
  if (count > UNPACK_LIMIT) {
    return;
  }
  const cache = {};
  const place = { fs: gitFileSystem, gitdir };
  for (const oid of oids) {
    const { object, type } = await git.readObject({
      ...place,
      cache,
      oid,
      format: 'content',
    });
    await git.writeObject({
      ...place,
      type: type as 'blob' | 'commit' | 'tag' | 'tree',
      object: object as Uint8Array,
      format: 'content',
    });
  }
  // The pack goes last: a process that is killed before leaves all objects where they can be found.
  await fs.rm(join(gitdir, `${name}.idx`), { force: true });
  await fs.rm(join(gitdir, `${name}.pack`), { force: true });
}

async function indexPack(gitdir: string, filepath: string): Promise<string[]> {
  const { oids } = await git.indexPack({
    fs: gitFileSystem,
    dir: gitdir,
    gitdir,
    filepath,
  });
  return oids;
}

/** How many objects a pack holds. */
function checkPack(pack: Buffer): number {
  const content = pack.subarray(0, -CHECKSUM_BYTES);
  const isWhole =
    pack.length >= HEADER_BYTES + CHECKSUM_BYTES &&
    createHash('sha1')
      .update(content)
      .digest()
      .equals(pack.subarray(-CHECKSUM_BYTES));
  if (!isWhole) {
    throw new ServiceUnavailableError(
      'The objects that the Git server has sent did not arrive whole',
    );
  }
  return pack.readUInt32BE(8);
}
