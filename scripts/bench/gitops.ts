import { mockServices } from '@backstage/backend-test-utils';
import {
  BareFolderGitOpsRepository,
  GitOpsTree,
} from '@modelyard/plugin-llm-gitops-node';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { stringify } from 'yaml';
import { sampleModel } from './catalog/sampleModel';
import { median } from './support/statistics';

const MODELS = 2000;
const RUNS = 40;
const WARM_UP = 3;
const OPEN_PROPOSALS = 20;
const NAME_RUNS = 10;

const author = { name: 'Benchmark', email: 'benchmark@modelyard.example' };
const reviewer = { name: 'Reviewer', email: 'reviewer@modelyard.example' };
const { entity, bytes } = sampleModel();

/** The file of one Model, of the size of the sample. */
function modelFile(i: number, description: string) {
  const metadata = { ...entity.metadata, name: `m-${i}`, description };
  return {
    path: `models/m-${i}/catalog-info.yaml`,
    content: stringify({ ...entity, metadata }),
  };
}

/** What a template brings for one deployment: the entity, the intent and a handful of rendered files. */
function deployment(i: number, text: string) {
  const folder = `models/m-${i}/prod`;
  const rendered = Array.from({ length: 6 }, (_, n) => ({
    path: `${folder}/base/object-${n}.yaml`,
    content: `# ${text}\n${'key: value\n'.repeat(60)}`,
  }));
  return [
    modelFile(i, text),
    { path: `${folder}/intent.yaml`, content: `# ${text}\n` },
    ...rendered,
  ];
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  times.push(performance.now() - started);
  return result;
}

async function openRepository(folder: string) {
  return BareFolderGitOpsRepository.create({
    folder,
    branch: 'main',
    author,
    logger: mockServices.rootLogger({ level: 'none' }),
  });
}

/** A change set from the proposal to the main branch, while others commit; each step timed. */
async function measure(repository: BareFolderGitOpsRepository) {
  const times = {
    commit: [] as number[],
    propose: [] as number[],
    list: [] as number[],
    read: [] as number[],
    merge: [] as number[],
  };
  for (let run = 0; run < RUNS + WARM_UP; run++) {
    const text = `Changed in run ${run}`;
    const proposed = await timed(times.propose, async () =>
      repository.propose({
        id: `run-${run}`,
        message: text,
        changes: deployment((run * 97) % MODELS, text),
        idempotencyKey: `run-${run}`,
      }),
    );
    if (proposed.outcome !== 'proposed') {
      throw new Error(`A proposal was ${proposed.outcome}`);
    }
    // The main branch moves on, so that the merge has something to merge.
    await timed(times.commit, async () =>
      repository.commit({
        message: text,
        changes: deployment((run * 97 + 1) % MODELS, text),
        idempotencyKey: `commit-${run}`,
      }),
    );
    const open = await timed(times.list, async () =>
      repository.listProposals(),
    );
    const proposal = await timed(times.read, async () =>
      repository.readProposal(`run-${run}`),
    );
    if (open.length !== OPEN_PROPOSALS + 1 || proposal.diff.length !== 8) {
      throw new Error('The proposals are not those that were made');
    }
    const merged = await timed(times.merge, async () =>
      repository.mergeProposal({
        id: `run-${run}`,
        expectedHead: proposal.head,
        mergedBy: reviewer,
      }),
    );
    if (merged.outcome !== 'merged') {
      throw new Error(`A proposal was ${merged.outcome}`);
    }
  }
  return times;
}

/** How long it takes to look through the intents of all models for a name, which each new deployment does. */
async function measureNames(
  repository: BareFolderGitOpsRepository,
): Promise<number[]> {
  await repository.commit({
    message: 'All intents',
    changes: Array.from({ length: MODELS }, (_, i) => ({
      path: `models/m-${i}/prod/intent.yaml`,
      content: `# m-${i}\n${'  key: value\n'.repeat(40)}`,
    })),
  });
  const times: number[] = [];
  for (let run = 0; run < NAME_RUNS; run++) {
    const found = await timed(times, async () => {
      const tree = await GitOpsTree.read({ repository });
      let count = 0;
      for await (const text of tree.readIntents({ except: [] })) {
        count += text.includes('name of nobody') ? 0 : 1;
      }
      return count;
    });
    if (found !== MODELS) {
      throw new Error(`${found} intents were read`);
    }
  }
  return times;
}

/** What it takes to change a GitOps repository with many models. */
export default async function benchGitops() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-gitops-'));
  try {
    const repository = await openRepository(path.join(folder, 'gitops.git'));
    await repository.commit({
      message: 'All models',
      changes: Array.from({ length: MODELS }, (_, i) => modelFile(i, '')),
    });
    for (let i = 0; i < OPEN_PROPOSALS; i++) {
      await repository.propose({
        id: `open-${i}`,
        message: 'Waits for a review',
        changes: deployment(MODELS - 1 - i, 'Waits'),
      });
    }
    const times = await measure(repository);
    const names = await measureNames(repository);

    const conditions = `${MODELS} files with one Model each of ${bytes} bytes of JSON in a bare folder with loose objects, every object synced to disk; median of ${RUNS} runs after ${WARM_UP}`;
    const result = (id: keyof typeof times, what: string) => ({
      id: `gitops/${id}`,
      value: Math.round(median(times[id].slice(WARM_UP)) * 100) / 100,
      unit: 'ms',
      lowerIsBetter: true,
      conditions: `${what}; ${conditions}`,
    });
    return [
      result('commit', 'commit of 8 files'),
      result('propose', 'proposal of 8 files'),
      result('list', `list of ${OPEN_PROPOSALS + 1} open proposals`),
      result('read', 'diff of a proposal, and whether it merges'),
      result(
        'merge',
        'three-way merge of a proposal into a main branch that has moved on, and removal of its branch',
      ),
      {
        id: 'gitops/names',
        value: Math.round(median(names)),
        unit: 'ms',
        lowerIsBetter: true,
        conditions: `look for a name in the intents of ${MODELS} models; median of ${NAME_RUNS} runs`,
      },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
