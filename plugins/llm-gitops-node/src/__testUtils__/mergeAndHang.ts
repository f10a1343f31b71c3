import { mockServices } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { BareFolderGitOpsRepository } from '../bareFolder';

/**
 * Merges a proposal, says `moved` when the main branch has moved, and never goes on to remove the proposal's branch:
 * `mergeAndHang.ts <folder> <id> <head>`.
 */
async function main() {
  const [folder, id, head] = process.argv.slice(2);
  const repository = await BareFolderGitOpsRepository.create({
    folder,
    branch: 'main',
    author: { name: 'Portal', email: 'portal@modelyard.example' },
    logger: mockServices.rootLogger(),
  });
  const remove = fs.rm;
  fs.rm = async (path, options) => {
    if (String(path).endsWith(`refs/heads/modelyard/${id}`)) {
      process.stdout.write('moved\n');
      setInterval(() => undefined, 60_000);
      await new Promise(() => undefined);
    }
    await remove(path, options);
  };
  await repository.mergeProposal({
    id,
    expectedHead: head,
    mergedBy: { name: 'Remi Reviewer', email: 'remi@modelyard.example' },
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
