import { mockServices } from '@backstage/backend-test-utils';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { BareFolderGitOpsRepository } from '../bareFolder';

/**
 * Proposes and merges one file after the other, and commits one directly after each:
 * `mergeMany.ts <folder> <name> <count> <start>`. It says `ready` and waits for the start file, so that two processes
 * begin together on a busy machine as well; then it says what it has merged.
 */
async function main() {
  const [folder, name, count, start] = process.argv.slice(2);
  const person = { name, email: `${name}@modelyard.example` };
  const repository = await BareFolderGitOpsRepository.create({
    folder,
    branch: 'main',
    author: person,
    logger: mockServices.rootLogger(),
  });
  process.stdout.write('ready\n');
  while (!existsSync(start)) {
    await setTimeout(1);
  }
  for (let i = 0; i < Number(count); i++) {
    const id = `${name}-${i}`;
    const change = (kind: string) => ({
      message: `${kind} ${name} ${i}`,
      changes: [{ path: `${kind}/${name}/${i}.txt`, content: `${id}\n` }],
      idempotencyKey: `${kind}-${id}`,
    });
    const proposal = await repository.propose({ id, ...change('proposed') });
    if (proposal.outcome !== 'proposed') {
      throw new Error(`${id}: ${proposal.outcome}`);
    }
    await repository.mergeProposal({
      id,
      expectedHead: proposal.head,
      mergedBy: person,
    });
    await repository.commit(change('committed'));
    process.stdout.write(`${i}\n`);
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
