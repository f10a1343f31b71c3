import { DEFAULT_LOCK_TIMES, RefLock } from '../bareFolder/RefLock';

/** Locks a branch and never gives it up: `holdLock.ts <folder> <ref>`. */
async function main() {
  const [gitdir, ref] = process.argv.slice(2);
  await RefLock.acquire({
    gitdir,
    ref,
    times: DEFAULT_LOCK_TIMES,
    onStale: () => undefined,
  });
  process.stdout.write('locked\n');
  setInterval(() => undefined, 60_000);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
