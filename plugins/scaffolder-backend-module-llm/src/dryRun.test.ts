import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { membership } from './__testUtils__/groups';
import { startScaffolder, step } from './__testUtils__/startScaffolder';
import { subject, vllm } from './__testUtils__/servingInput';

jest.setTimeout(60_000);

interface Seen {
  method: string;
  path: string;
  query: Record<string, string>;
  cluster?: string | string[];
  type?: string;
  object?: { kind: string; metadata: { name: string } };
}

const KINDS: Record<string, Record<string, string>> = {
  '/api/v1': { Service: 'services', ServiceAccount: 'serviceaccounts' },
  '/apis/apps/v1': { Deployment: 'deployments' },
  '/apis/networking.k8s.io/v1': { NetworkPolicy: 'networkpolicies' },
  '/apis/policy/v1': { PodDisruptionBudget: 'poddisruptionbudgets' },
};

const taken = { kind: 'PartialObjectMetadata', metadata: {} };
/** As an API server of Kubernetes 1.36.1 says it. */
const refused = {
  kind: 'Status',
  status: 'Failure',
  message: 'Deployment.apps "qwen3-8b-trial" is invalid',
  reason: 'Invalid',
  details: {
    kind: 'Deployment',
    causes: [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: {"matchLabels":{}}: field is immutable',
        field: 'spec.selector',
      },
    ],
  },
  code: 422,
};

/**
 * Stands in for the Kubernetes plugin with one cluster behind it: the real one imports a client that Jest cannot load. It
 * lets in services alone, as the permission of the proxy has it for them.
 */
function kubernetesPlugin(
  answer: (seen: Seen, response: ServerResponse) => [number, object],
) {
  const seen: Seen[] = [];
  const proxy = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(
      request.url!.replace(/^\/proxy/, ''),
      'http://x',
    );
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    const asked: Seen = {
      method: request.method!,
      path: pathname,
      query: Object.fromEntries(searchParams),
      cluster: request.headers['backstage-kubernetes-cluster'],
      type: request.headers['content-type'],
      object: body ? JSON.parse(body) : undefined,
    };
    seen.push(asked);
    const kinds = Object.entries(KINDS[pathname] ?? {});
    const resources = kinds.map(([kind, name]) => ({
      kind,
      name,
      namespaced: true,
    }));
    const found: [number, object] =
      kinds.length > 0 ? [200, { resources }] : [404, { kind: 'Status' }];
    const [status, json] =
      asked.method === 'GET' ? found : answer(asked, response);
    send(response, status, json);
  };
  const feature = createBackendPlugin({
    pluginId: 'kubernetes',
    register(reg) {
      reg.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use((request, response, next) => {
            const handle = async () => {
              await httpAuth.credentials(request, { allow: ['service'] });
              if (request.url === '/clusters') {
                send(response, 200, {
                  items: [{ name: 'fra-1', authProvider: 'serviceAccount' }],
                });
              } else {
                await proxy(request, response);
              }
            };
            handle().catch(next);
          });
        },
      });
    },
  });
  return { feature, seen };
}

function send(response: ServerResponse, status: number, json: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json));
}

describe('server-side dry runs', () => {
  const directory = createMockDirectory();
  const start = async (
    answer: Parameters<typeof kubernetesPlugin>[0] = () => [201, taken],
  ) => {
    const { feature, seen } = kubernetesPlugin(answer);
    const scaffolder = await startScaffolder(directory, {
      features: [feature, membership],
    });
    return { ...scaffolder, seen };
  };
  const render = step('llm:manifests:render', {
    target: 'fra-1',
    subject: {
      ...subject,
      name: 'qwen3-8b-trial',
      deployment: 'trial',
      servedModelName: 'qwen3-8b-trial',
    },
    parts: [{ family: 'vllm-deployment', input: vllm }],
  });

  it('ask the cluster through the Kubernetes plugin of the portal, and say so', async () => {
    const { dryRun, seen } = await start(({ object }, response) => {
      if (object?.kind === 'Deployment') {
        response.setHeader('warning', '299 - "is an old \\"kind\\""');
      }
      return object?.kind === 'NetworkPolicy'
        ? [
            404,
            {
              kind: 'Status',
              message: 'namespaces "assistants-prod" not found',
              details: { name: 'assistants-prod', kind: 'namespaces' },
            },
          ]
        : [201, taken];
    });
    const { error, log, output } = await dryRun([render]);
    expect(error).toBeUndefined();
    const writes = seen.filter(({ method }) => method !== 'GET');
    expect(writes.length).toBeGreaterThanOrEqual(3);
    for (const { method, path, query, cluster, type, object } of writes) {
      expect([method, query, cluster, type]).toEqual([
        'PATCH',
        {
          dryRun: 'All',
          fieldValidation: 'Strict',
          fieldManager: 'modelyard',
          force: 'true',
        },
        'fra-1',
        'application/apply-patch+yaml',
      ]);
      expect(path).toMatch(
        new RegExp(
          `/namespaces/assistants-prod/\\w+/${object?.metadata.name}$`,
        ),
      );
    }
    expect(output).toMatchObject({
      validation: {
        levels: [1, 3],
        dryRun: {
          state: 'ran',
          cluster: 'fra-1',
          checked: writes.length - 1,
          notChecked: [
            expect.stringMatching(
              /^base\/vllm-deployment\.yaml NetworkPolicy .*: the namespace assistants-prod does not exist there yet$/,
            ),
          ],
        },
      },
      warnings: expect.arrayContaining([
        'base/vllm-deployment.yaml Deployment qwen3-8b-trial: is an old "kind" (says the cluster fra-1)',
      ]),
      check: { dryRun: { state: 'ran', cluster: 'fra-1' } },
    });
    expect(log).toMatch(
      /server-side dry run: the cluster fra-1 would take \d+ objects, and could not say of 1/,
    );
  });

  it('end a run with what the cluster would refuse', async () => {
    const { dryRun } = await start(({ object }) =>
      object?.kind === 'Deployment' ? [422, refused] : [201, taken],
    );
    const { status, log, error, files } = await dryRun([render]);
    expect([status, log + error]).toEqual([
      expect.any(Number),
      expect.stringMatching(
        /The target would refuse what was rendered:.*base\/vllm-deployment\.yaml Deployment qwen3-8b-trial: spec\.selector Invalid value: .* field is immutable \(says the cluster fra-1\)/,
      ),
    ]);
    expect(Object.keys(files)).not.toContain(
      'models/research_qwen3-8b/trial/base/vllm-deployment.yaml',
    );
  });

  it('check manifests that other steps have written, for the target of their intent or of the step', async () => {
    const { dryRun, seen } = await start();
    const manifest = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', namespace: 'b' },
      spec: { ports: [{ port: 80 }] },
    });
    const validate = async (input: object, more: Record<string, string> = {}) =>
      (
        await dryRun(
          [step('llm:manifests:validate', { folder: 'own', ...input })],
          { 'own/service.yaml': manifest, ...more },
        )
      ).output;
    expect(await validate({})).toMatchObject({
      levels: [1],
      dryRun: {
        state: 'not-run',
        reason: 'neither the step nor an intent.yaml names a target',
      },
    });
    expect(seen).toEqual([]);
    expect(await validate({ target: 'fra-1' })).toMatchObject({
      levels: [1, 3],
      dryRun: { state: 'ran', cluster: 'fra-1', checked: 1, notChecked: [] },
      check: { level: 1, dryRun: { state: 'ran' } },
    });
    const intent = JSON.stringify({
      apiVersion: 'modelyard.dev/v1alpha1',
      kind: 'Intent',
      renderer: 1,
      target: 'waw-1',
      subject,
      parts: [{ family: 'vllm-deployment', input: vllm }],
    });
    expect(await validate({}, { 'own/intent.yaml': intent })).toMatchObject({
      dryRun: {
        state: 'not-run',
        reason: 'no cluster is configured for target waw-1',
      },
    });
  });

  it('are spared where nothing changes', async () => {
    const { dryRun, seen } = await start();
    const change = (replicas: object) =>
      dryRun([
        step('llm:manifests:change', {
          model: 'model:research/qwen3-8b',
          deployment: 'prod',
          replicas,
        }),
      ]);
    const same = await change({ min: 1 });
    expect([same.error, same.output]).toMatchObject([
      undefined,
      {
        unchanged: true,
        validation: {
          dryRun: {
            state: 'not-run',
            reason: 'the manifests stay as they are',
          },
        },
      },
    ]);
    expect(seen).toEqual([]);
    expect((await change({ min: 2 })).output).toMatchObject({
      unchanged: false,
      validation: {
        levels: [1, 3],
        dryRun: {
          // KEDA is not installed in this cluster.
          notChecked: expect.arrayContaining([
            expect.stringContaining(
              'the cluster has no kind ScaledObject of keda.sh/v1alpha1',
            ),
          ]),
        },
      },
    });
  });
});
