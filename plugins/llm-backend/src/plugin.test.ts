import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { LlmClient } from '@modelyard/plugin-llm-common';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import {
  createSources,
  model,
  noEngine,
  noIntake,
} from './__testUtils__/createSources';

const user = `
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: intruder
  namespace: berlin
spec: {}
`;

describe('the llm backend', () => {
  const { start, commit } = createSources();

  it('registers its permissions', async () => {
    const { server } = await start();
    const response = await request(server).get(
      '/api/llm/.well-known/backstage/permissions/metadata',
    );
    expect(response.body.permissions).toEqual([
      {
        type: 'basic',
        name: 'llm.source.read',
        attributes: { action: 'read' },
      },
      {
        type: 'basic',
        name: 'llm.change.propose',
        attributes: { action: 'create' },
      },
      {
        type: 'basic',
        name: 'llm.change.read',
        attributes: { action: 'read' },
      },
      {
        type: 'basic',
        name: 'llm.change.merge',
        attributes: { action: 'update' },
      },
      {
        type: 'basic',
        name: 'llm.change.withdraw',
        attributes: { action: 'delete' },
      },
      {
        type: 'basic',
        name: 'llm.model.inspect',
        attributes: { action: 'read' },
      },
      {
        type: 'basic',
        name: 'llm.verdict.override',
        attributes: { action: 'update' },
      },
      {
        type: 'basic',
        name: 'llm.measure.read',
        attributes: { action: 'read' },
      },
      {
        type: 'resource',
        name: 'llm.consumer.read',
        attributes: { action: 'read' },
        resourceType: 'llm-entity',
      },
      {
        type: 'basic',
        name: 'llm.baseline.record',
        attributes: { action: 'create' },
      },
      {
        type: 'basic',
        name: 'llm.usage.ingest',
        attributes: { action: 'create' },
      },
    ]);
  });

  it('asks who is there', async () => {
    const { getSources } = await start();
    const response = await getSources().set(
      'authorization',
      mockCredentials.none.header(),
    );
    expect(response.status).toBe(401);
  });

  it('refuses who may not read sources, and tells them nothing of the repository', async () => {
    await commit({ path: 'models/a/catalog-info.yaml', content: user });
    const { getSources } = await start({ result: AuthorizeResult.DENY });
    const response = await getSources();
    expect(response.status).toBe(403);
    expect(response.body.error).toEqual({
      name: 'NotAllowedError',
      message:
        "Reading the health of data sources needs the permission 'llm.source.read'",
    });
    expect(response.body.sources).toBeUndefined();
  });

  it('refuses a query that the specification does not know', async () => {
    const { getSources } = await start();
    const response = await getSources().query({ verbose: 'true' });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/'verbose'/);
  });

  it('does not start with an invalid configuration', async () => {
    await expect(start({ gitops: { branch: 'two words' } })).rejects.toThrow(
      /llm\.gitops\.branch/,
    );
  });

  it('answers the client of llm-common', async () => {
    const head = await commit({
      path: 'models/a/catalog-info.yaml',
      content: model('a'),
    });
    const { server } = await start();
    const { port } = server.address() as AddressInfo;
    const client = LlmClient.create({
      discoveryApi: {
        getBaseUrl: async id => `http://localhost:${port}/api/${id}`,
      },
      fetchApi: { fetch },
    });
    const sources = await client.listSources({
      token: mockCredentials.user.token(),
    });
    expect(sources).toEqual([
      expect.objectContaining({
        state: 'ok',
        head,
        entities: { Model: { inSource: 1, inCatalog: 1 } },
      }),
      noEngine,
      noIntake,
    ]);
  });
});
