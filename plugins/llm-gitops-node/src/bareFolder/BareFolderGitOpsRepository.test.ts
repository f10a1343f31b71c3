import { createMockDirectory, mockServices } from '@backstage/backend-test-utils';
import { BareFolderGitOpsRepository } from './BareFolderGitOpsRepository';
import { execFileSync } from 'node:child_process';

const directory = createMockDirectory();
it('smoke', async () => {
  const folder = directory.resolve('repo.git');
  const r = await BareFolderGitOpsRepository.create({ folder, branch: 'main', author: {name: 'P', email: 'p@x'}, logger: mockServices.logger.mock() });
  const res = await r.commit({ message: 'hi', changes: [{ path: 'a/b.txt', content: 'x' }]});
  console.log(res, await r.log({limit: 3}), await r.listFiles());
  console.log(execFileSync('git', ['-C', folder, 'fsck', '--full', '--strict'], {stdio: 'pipe'}).toString());
  let t = performance.now();
  for (let i = 0; i < 100; i++) await r.commit({ message: 'hi', changes: [{ path: `a/${i}.txt`, content: `x${i}` }]});
  console.log((performance.now()-t)/100, 'ms per commit');
  t = performance.now();
  await r.commit({ message: 'hi', changes: Array.from({length: 2000}, (_, i) => ({ path: `b/${i}/catalog-info.yaml`, content: `x${i}`.repeat(1000) }))});
  console.log((performance.now()-t), 'ms big commit');
  t = performance.now();
  const files = await r.listFiles();
  console.log(files.length, (performance.now()-t), 'ms list');
  t = performance.now();
  await Promise.all(files.map(f => r.readBlob(f.blob)));
  console.log(files.length, (performance.now()-t), 'ms read');
}, 60000);
