import { mockServices } from '@backstage/backend-test-utils';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { BareFolderGitOpsRepository } from '../bareFolder';

/**
 * Commits one file after the other, and says so: `commitMany.ts <folder> <name> <count> [<start>]`. With a start file it
 * says `ready` and waits for that file, so that two processes begin together on a busy machine as well.
 */
async function main() {
  const [folder, name, count, start] = process.argv.slice(2);
  const repository = await BareFolderGitOpsRepository.create({
    folder,
    branch: 'main',
    author: { name, email: `${name}@modelyard.example` },
    logger: mockServices.rootLogger(),
  });
  if (start) {
    process.stdout.write('ready\n');
    while (!existsSync(start)) {
      await setTimeout(1);
    }
  }
  for (let i = 0; i < Number(count); i++) {
    await repository.commit({
      message: `${name} ${i}`,
      changes: [{ path: `${name}/${i}.txt`, content: `${name} ${i}\n` }],
      idempotencyKey: `${name}-${i}`,
    });
    process.stdout.write(`${i}\n`);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
