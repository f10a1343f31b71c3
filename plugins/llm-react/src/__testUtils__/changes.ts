import type { LlmChange, LlmChangeSummary } from '@modelyard/plugin-llm-common';

const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * 3600_000).toISOString();

/** Twelve lines, of which the sixth says how many replicas there are. */
const manifest = (replicas: number) =>
  Array.from({ length: 12 }, (_, index) =>
    index === 5 ? `replicas: ${replicas}\n` : `line ${index + 1}\n`,
  ).join('');

/** A change that the reader may merge and withdraw. */
export const change: LlmChange = {
  id: 'serve-nova',
  title: 'Serve Nova with four replicas',
  body: 'The fair begins on Monday.',
  proposedBy: { name: 'Jo Doe', userRef: 'user:default/jo' },
  openedAt: hoursAgo(5.5),
  updatedAt: hoursAgo(2.5),
  head: 'b'.repeat(40),
  authors: [
    { name: 'Jo Doe', userRef: 'user:default/jo' },
    { name: 'Sam Push' },
  ],
  owners: ['group:berlin/search'],
  reviewers: ['group:berlin/search'],
  files: [
    {
      path: 'models/nova/README.md',
      type: 'removed',
      before: 'Gone\n',
    },
    {
      path: 'models/nova/catalog-info.yaml',
      type: 'added',
      after: 'kind: Model\nmetadata: {name: nova, namespace: berlin}\n',
    },
    {
      path: 'models/nova/prod/base/vllm-deployment.yaml',
      type: 'changed',
      before: manifest(2),
      after: manifest(4),
    },
    {
      path: 'models/nova/prod/overlays/patch.yaml',
      type: 'changed',
      omitted: 'too-large',
    },
    {
      path: 'models/nova/prod/overlays/weights.bin',
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

/** As the list has it. */
export function summaryOf(full: LlmChange): LlmChangeSummary {
  const { id, title, body, proposedBy, openedAt, updatedAt, head } = full;
  return { id, title, body, proposedBy, openedAt, updatedAt, head };
}

/** What the client throws where the backend refuses. */
export function refusal(
  statusCode: number,
  name: string,
  message: string,
): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    cause: Object.assign(new Error(message), { name }),
  });
}
