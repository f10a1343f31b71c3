import { ServiceUnavailableError } from '@backstage/errors';
import { Worker } from 'node:worker_threads';
import { writeWhole } from '../objects/gitFileSystem';

/**
 * What the worker does. It stands here as text since a file of its own would have to be found in sources, in packages and in
 * bundles. It writes nothing: the index comes back, and is written so that nobody sees a half of it.
 */
const WORK = `
const { parentPort, workerData } = require('node:worker_threads');
const { promises } = require('node:fs');
const git = require(workerData.git);
let index;
const fs = {
  promises: {
    ...promises,
    writeFile: async (path, content) => {
      index = { path, content };
    },
  },
};
git
  .indexPack({ fs, dir: workerData.folder, gitdir: workerData.gitdir, filepath: workerData.name })
  .then(
    ({ oids }) => parentPort.postMessage({ oids, index }),
    error => parentPort.postMessage({ reason: String(error && error.message) }),
  );
`;

type Answer =
  | { oids: string[]; index: { path: string; content: Uint8Array } }
  | { reason: string };

/**
 * Writes the index of a pack, in a thread of its own: every object is unpacked and hashed, which takes seconds for the first
 * clone of a large repository.
 *
 * @param options - `name` is the path of the pack in the repository
 * @returns The ids of the objects in it
 */
export async function indexPackInThread(options: {
  gitdir: string;
  name: string;
}): Promise<string[]> {
  const { gitdir, name } = options;
  const answer = await work({
    git: require.resolve('isomorphic-git'),
    folder: gitdir,
    gitdir,
    name,
  });
  if ('reason' in answer) {
    throw new ServiceUnavailableError(
      `The objects that the Git server has sent cannot be read: ${answer.reason}`,
    );
  }
  await writeWhole(answer.index.path, answer.index.content);
  return answer.oids;
}

async function work(data: Record<string, string>): Promise<Answer> {
  const worker = new Worker(WORK, {
    eval: true,
    workerData: data,
    // Loaders of a development server are not needed for it, and take longer than the work.
    execArgv: [],
  });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', code =>
        reject(new Error(`The thread that reads a pack ended with ${code}`)),
      );
    });
  } finally {
    await worker.terminate();
  }
}
