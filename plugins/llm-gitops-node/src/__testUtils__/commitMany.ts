import { mockServices } from '@backstage/backend-test-utils';
import { BareFolderGitOpsRepository } from '../bareFolder';

/** Commits one file after the other, and says so: `commitMany.ts <folder> <name> <count>`. */
async function main() {
  const [folder, name, count] = process.argv.slice(2);
  const repository = await BareFolderGitOpsRepository.create({
    folder,
    branch: 'main',
    author: { name, email: `${name}@modelyard.example` },
    logger: mockServices.rootLogger(),
  });
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
