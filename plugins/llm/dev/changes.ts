import type { LlmChange } from '@modelyard/plugin-llm-common';
import type { LlmApi } from '@modelyard/plugin-llm-react';

const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * 3600_000).toISOString();

const deployment = (replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: qwen3-8b
  namespace: llm
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app.kubernetes.io/name: qwen3-8b
  template:
    metadata:
      labels:
        app.kubernetes.io/name: qwen3-8b
    spec:
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.11.0
          args: [--model, /models/qwen3-8b, --served-model-name, qwen3-8b, --max-model-len, '32768']
`;

/** A change that the reader may merge. */
export const demoChange: LlmChange = {
  id: 'scale-qwen3-8b',
  title: 'Serve Qwen3 8B with four replicas',
  body: 'The assistants need twice the throughput from December on.',
  proposedBy: { name: 'Mira App', userRef: 'user:default/mira.app' },
  openedAt: hoursAgo(5),
  updatedAt: hoursAgo(2),
  head: 'c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7',
  authors: [{ name: 'Mira App', userRef: 'user:default/mira.app' }],
  owners: ['group:default/ml-platform'],
  reviewers: ['group:default/ml-platform'],
  files: [
    {
      path: 'models/qwen3-8b/prod/base/vllm-deployment.yaml',
      type: 'changed',
      before: deployment(2),
      after: deployment(4),
    },
    {
      path: 'models/qwen3-8b/prod/intent.yaml',
      type: 'changed',
      before:
        'kind: Intent\nsubject: {model: model:default/qwen3-8b}\nreplicas: 2\n',
      after:
        'kind: Intent\nsubject: {model: model:default/qwen3-8b}\nreplicas: 4\n',
    },
    {
      path: 'models/qwen3-8b/prod/overlays/tokenizer.bin',
      type: 'added',
      omitted: 'binary',
    },
  ],
  checks: [],
  conflicts: [],
  takenNames: [],
  obstacles: [],
  mayWithdraw: true,
};

const own: LlmChange = {
  ...demoChange,
  id: 'retire-gpt-4-1',
  title: 'Announce the end of GPT-4.1',
  body: '',
  proposedBy: { name: 'Jo Push' },
  openedAt: hoursAgo(80),
  updatedAt: hoursAgo(80),
  files: [
    {
      path: 'models/gpt-4-1/notes.md',
      type: 'added',
      after: 'Ends in June.\n',
    },
  ],
  conflicts: ['models/gpt-4-1/catalog-info.yaml'],
  obstacles: ['own-change', 'not-responsible', 'conflict'],
};

let open = [demoChange, own];

async function close(id: string) {
  open = open.filter(change => change.id !== id);
}

/** A backend with two changes, of which one can be merged. */
export const changes: Pick<
  LlmApi,
  'listChanges' | 'readChange' | 'mergeChange' | 'withdrawChange' | 'listDrift'
> = {
  listChanges: async () => open,
  readChange: async id => {
    const change = open.find(candidate => candidate.id === id);
    if (!change) {
      throw new Error('This change is not open any more');
    }
    return change;
  },
  mergeChange: async id => {
    await close(id);
    return { commit: demoChange.head };
  },
  withdrawChange: close,
  listDrift: async () => [],
};
