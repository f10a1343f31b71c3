import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { git } from '../__testUtils__/git';
import { runNode } from '../__testUtils__/runNode';
import { currentProcess } from './processIdentity';
import { DEFAULT_LOCK_TIMES, RefLock, RefLockTimes } from './RefLock';
import { removeLockRemains } from './removeLockRemains';

const REF = 'refs/heads/main';
const BEFORE = '1'.repeat(40);
const AFTER = '2'.repeat(40);

describe('RefLock', () => {
  const directory = createMockDirectory();
  let gitdir: string;
  let stale: string[];

  beforeEach(() => {
    directory.clear();
    gitdir = directory.resolve('repository.git');
    mkdirSync(gitdir);
    git(gitdir, 'init', '--bare', '.');
    writeFileSync(join(gitdir, REF), `${BEFORE}\n`);
    stale = [];
  });

  const lockFolder = () => join(gitdir, `${REF}.lock`);
  const refValue = () => readFileSync(join(gitdir, REF), 'utf8').trim();
  const acquire = async (times: Partial<RefLockTimes> = {}) =>
    RefLock.acquire({
      gitdir,
      ref: REF,
      times: { ...DEFAULT_LOCK_TIMES, ...times },
      onStale: what => stale.push(what),
    });

  /** Puts a lock there as a process of another machine or container would leave it. */
  const leaveForeignLock = () => {
    const name = `${'f'.repeat(16)}-4711-99-${'0'.repeat(16)}.lock`;
    mkdirSync(lockFolder());
    writeFileSync(join(lockFolder(), name), '');
    return name;
  };

  it('moves the ref and leaves nothing behind', async () => {
    const lock = await acquire();
    expect(await lock.moveRef(AFTER)).toBe(true);
    await lock.release();

    expect(refValue()).toBe(AFTER);
    expect(readdirSync(join(gitdir, 'refs/heads'))).toEqual(['main']);
    expect(readdirSync(join(gitdir, 'modelyard'))).toEqual([]);
  });

  it('makes git wait, and waits for git', async () => {
    const lock = await acquire();
    expect(() =>
      git(gitdir, 'update-ref', '--no-deref', '-d', REF, BEFORE),
    ).toThrow(/main\.lock': File exists/);
    // A lock is no branch.
    expect(git(gitdir, 'for-each-ref', '--format=%(refname)')).toBe(REF);
    await lock.release();

    writeFileSync(lockFolder(), '');
    await expect(acquire({ waitMs: 50 })).rejects.toThrow(
      /main\.lock since .*if no git process is at work there, remove that file/,
    );
    expect(existsSync(lockFolder())).toBe(true);
    expect(readdirSync(join(gitdir, 'modelyard'))).toEqual([]);
  });

  it('is held by one at a time, also where many find the same stale lock', async () => {
    const killed = runNode('holdLock.ts', gitdir, REF);
    await killed.nextLine();
    await killed.kill();
    expect(readdirSync(lockFolder())).toHaveLength(1);

    let holders = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 25 }, async () => {
        const lock = await acquire();
        holders += 1;
        most = Math.max(most, holders);
        await new Promise(resolve => setTimeout(resolve, 2));
        holders -= 1;
        await lock.release();
      }),
    );

    expect(most).toBe(1);
    expect(stale.length).toBeGreaterThan(0);
    expect(existsSync(lockFolder())).toBe(false);
  }, 60_000);

  it('does not take a lock away from a process that lives, however long it sleeps', async () => {
    const holder = runNode('holdLock.ts', gitdir, REF);
    try {
      await holder.nextLine();
      holder.child.kill('SIGSTOP');
      await expect(acquire({ waitMs: 300, leaseMs: 50 })).rejects.toThrow(
        `locked by process ${holder.child.pid}, which does not finish`,
      );
      expect(stale).toEqual([]);
    } finally {
      await holder.kill();
    }

    const lock = await acquire({ waitMs: 5000 });
    expect(stale).toEqual([
      `process ${holder.child.pid} left ${lockFolder()} behind`,
    ]);
    await lock.release();
  }, 60_000);

  it('takes a number that the system has given to another process for what it is', async () => {
    const { scope, start } = currentProcess();
    mkdirSync(lockFolder());
    const earlier = Number(start) - 1;
    writeFileSync(
      join(
        lockFolder(),
        `${scope}-${process.pid}-${earlier}-${'0'.repeat(16)}.lock`,
      ),
      '',
    );
    const lock = await acquire({ waitMs: 1000, leaseMs: 60_000 });
    expect(stale).toHaveLength(1);
    await lock.release();
  });

  it('waits for another machine until its lease is over', async () => {
    const name = leaveForeignLock();
    await expect(acquire({ waitMs: 100, leaseMs: 60_000 })).rejects.toThrow(
      'locked by process 4711',
    );
    expect(readdirSync(lockFolder())).toEqual([name]);

    const lock = await acquire({ waitMs: 5000, leaseMs: 100 });
    expect(stale).toHaveLength(1);
    expect(await lock.moveRef(AFTER)).toBe(true);
  });

  it('does not move the ref for one whose lock was taken away', async () => {
    const sleeper = await acquire();
    // What another machine does when this one is suspended for the time of a lease.
    const [name] = readdirSync(lockFolder());
    rmSync(join(lockFolder(), name));
    const next = await acquire();

    expect(await sleeper.moveRef(AFTER)).toBe(false);
    await sleeper.release();
    expect(refValue()).toBe(BEFORE);

    expect(await next.moveRef(AFTER)).toBe(true);
    expect(refValue()).toBe(AFTER);
  });

  it('clears away what killed processes left, and only that', async () => {
    const killed = runNode('holdLock.ts', gitdir, REF);
    await killed.nextLine();
    await killed.kill();
    const [name] = readdirSync(lockFolder());
    mkdirSync(join(gitdir, 'modelyard', name));
    await removeLockRemains(gitdir, { refs: [REF], folders: [] });
    expect(existsSync(lockFolder())).toBe(false);
    expect(readdirSync(join(gitdir, 'modelyard'))).toEqual([]);

    // An empty folder is what is left of a process that was killed right after it had moved the ref.
    mkdirSync(lockFolder());
    await removeLockRemains(gitdir, { refs: [REF], folders: [] });
    expect(existsSync(lockFolder())).toBe(false);

    const foreign = leaveForeignLock();
    await removeLockRemains(gitdir, { refs: [REF], folders: [] });
    expect(readdirSync(lockFolder())).toEqual([foreign]);
  }, 60_000);
});
