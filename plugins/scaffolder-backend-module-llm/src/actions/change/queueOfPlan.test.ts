import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parseIntent } from '@modelyard/llm-manifests';
import { pool, qwen8b } from '../../__testUtils__/entities';
import { subject, vllm } from '../../__testUtils__/servingInput';
import { findDeployment } from '../../changes/deploymentFolder';
import { queueOfPlan } from './queueOfPlan';

const LYON = 'gpupool:default/l4-lys';
const PARIS = 'gpupool:default/l4-par';

describe('the queue of a deployment that a plan changes', () => {
  async function decide(options: {
    /** Where the catalog says that it runs. */
    on?: object;
    /** The queue of the pool in Lyon. */
    ofPool?: string;
    present?: string;
    pool?: string;
    queue?: string | null;
  }) {
    const { on, ofPool, present } = options;
    const model: Entity = {
      ...qwen8b,
      spec: {
        ...qwen8b.spec,
        deployments: on
          ? [
              {
                name: 'prod',
                version: '2025-04-bf16',
                environment: 'production',
                on,
              },
            ]
          : [],
      },
    };
    const view = {
      catalog: catalogServiceMock({
        entities: [
          model,
          {
            ...pool,
            spec: { ...pool.spec, ...(ofPool && { queue: ofPool }) },
          },
        ],
      }),
      credentials: mockCredentials.user(),
    };
    const intent = parseIntent({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Intent',
      renderer: 1,
      target: 'lys-1',
      subject,
      parts: [
        {
          family: 'vllm-deployment',
          input: {
            ...vllm,
            runtime: { ...vllm.runtime, ...(present && { queue: present }) },
          },
        },
      ],
    });
    if (!intent.ok) {
      throw new Error(intent.issues[0].message);
    }
    return queueOfPlan(view, {
      found: await findDeployment(view, {
        model: 'model:research/qwen3-8b',
        deployment: 'prod',
      }),
      present: intent.value,
      pool: options.pool,
      queue: options.queue,
    });
  }

  const here = { on: { pool: LYON, devices: 'whole' }, pool: LYON };
  // As a catalog file may have it, without a kind.
  const shortly = { on: { pool: 'default/l4-lys', devices: 'whole' } };
  const moved = { ...here, pool: PARIS };
  const ofPool = 'l4-lys';

  it.each([
    ['names that of the new pool', { ...moved, queue: 'l4-par' }, 'l4-par'],
    [
      'never keeps that of the old pool',
      { ...moved, ofPool, present: ofPool, queue: null },
      null,
    ],
    [
      'never takes one along that somebody set by hand',
      { ...moved, ofPool, present: 'urgent', queue: null },
      null,
    ],
    [
      'keeps none either where nobody can tell that of the new pool',
      { ...moved, ofPool, present: ofPool },
      null,
    ],
    [
      'keeps none where nobody knows where it ran',
      { pool: LYON, present: 'urgent', queue: null },
      null,
    ],
  ])('%s where it moves', async (_, options, expected) => {
    expect(await decide(options)).toBe(expected);
  });

  it.each([
    [
      'names that of the pool, which has one by now',
      { ...here, ofPool, queue: ofPool },
      ofPool,
    ],
    [
      'names it no longer where the group has lost its quota',
      { ...here, ofPool, present: ofPool, queue: null },
      null,
    ],
    [
      'leaves that of the pool where nobody can tell',
      { ...here, ofPool, present: ofPool },
      undefined,
    ],
    [
      'leaves one that somebody set by hand',
      { ...here, ofPool, present: 'urgent', queue: ofPool },
      undefined,
    ],
    [
      'leaves one where the pool has none',
      { ...here, present: 'urgent', queue: null },
      undefined,
    ],
    [
      'leaves one where only the version changes, too',
      { ...shortly, present: 'urgent', queue: null },
      undefined,
    ],
    [
      'knows its pool by a short reference, too',
      { ...shortly, pool: LYON, present: 'urgent', queue: null },
      undefined,
    ],
  ])('%s where it stays', async (_, options, expected) => {
    expect(await decide(options)).toBe(expected);
  });
});
