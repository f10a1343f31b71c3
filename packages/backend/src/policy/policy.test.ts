import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import permissionModuleRoles from '.';
import authModulePersonas from '../personas';

// The people of the test and their groups, all of another namespace than `default`.
const people = {
  mira: 'assistants',
  noor: 'analytics',
  aylin: 'gpu-platform',
  grace: 'auditors',
};

const entity = (kind: string, name: string, spec: JsonObject): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    namespace: 'berlin',
    annotations: {
      'backstage.io/managed-by-location': `fixture:${name}`,
      'backstage.io/managed-by-origin-location': `fixture:${name}`,
    },
  },
  spec,
});

const component = (name: string) =>
  entity('Component', name, {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:assistants',
  });

const entities = [
  ...Object.entries(people).flatMap(([name, group]) => [
    entity('User', name, { memberOf: [group] }),
    entity('Group', group, { type: 'team', children: [] }),
  ]),
  component('bot'),
  component('search'),
];

const catalogModuleFixture = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fixture',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'fixture',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(item => ({
                entity: item,
                locationKey: 'fixture',
              })),
            }),
        });
      },
    });
  },
});

describe('the policy before the real catalog, with people who really signed in', () => {
  const original = process.env.NODE_ENV;
  const tokens: Record<string, string> = {};
  let backend: TestBackend;

  const call = (
    person: keyof typeof people,
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object,
  ) =>
    request(backend.server)
      [method](`/api/catalog/${path}`)
      .set('authorization', `Bearer ${tokens[person]}`)
      .send(body);

  const components = async (person: keyof typeof people) => {
    const response = await call(
      person,
      'get',
      'entities/by-query?filter=kind=component',
    );
    return response.body.items.map((item: Entity) => item.metadata.name).sort();
  };

  async function signIn(name: string) {
    // The catalog needs a moment to process the users after its start.
    for (let attempt = 0; attempt < 150; attempt++) {
      const response = await request(backend.server)
        .get('/api/auth/personas/refresh')
        .set('x-demo-persona', `user:berlin/${name}`);
      const { identity, token } = response.body.backstageIdentity ?? {};
      if (
        identity?.ownershipEntityRefs.some((ref: string) => /^group/.test(ref))
      ) {
        tokens[name] = token;
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error(`The catalog did not process user:berlin/${name}`);
  }

  beforeAll(async () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    backend = await startTestBackend({
      features: [
        authPlugin,
        authModulePersonas,
        catalogPlugin,
        catalogModuleFixture,
        permissionPlugin,
        permissionModuleRoles,
        authServiceFactory,
        httpAuthServiceFactory,
        userInfoServiceFactory,
        permissionsServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            app: {
              baseUrl: 'http://localhost:3000',
              personas: Object.keys(people).map(name => ({
                userRef: `user:berlin/${name}`,
                name,
                role: 'Tester',
              })),
            },
            auth: { providers: { personas: {} } },
            backend: { baseUrl: 'http://localhost:7007' },
            permission: { enabled: true },
            llm: {
              roles: {
                platform: ['group:berlin/gpu-platform'],
                reviewers: ['group:berlin/auditors'],
              },
            },
          },
        }),
      ],
    });
    for (const name of Object.keys(people)) {
      await signIn(name);
    }
  }, 60_000);

  afterAll(() => {
    Object.assign(process.env, { NODE_ENV: original });
  });

  it('shows the catalog to everybody who is signed in, and to nobody else', async () => {
    for (const name of Object.keys(people) as Array<keyof typeof people>) {
      expect(await components(name)).toEqual(['bot', 'search']);
    }
    const { status } = await request(backend.server).get(
      '/api/catalog/entities/by-query',
    );
    expect(status).toBe(401);
  });

  it('lets owners and the platform team refresh', async () => {
    const refresh = async (person: keyof typeof people) =>
      (
        await call(person, 'post', 'refresh', {
          entityRef: 'component:berlin/bot',
        })
      ).status;
    expect(await refresh('mira')).toBe(200);
    expect(await refresh('aylin')).toBe(200);
    expect(await refresh('noor')).toBe(403);
    expect(await refresh('grace')).toBe(403);
  });

  it('lets the platform team alone register a location', async () => {
    const register = async (person: keyof typeof people) =>
      (
        await call(person, 'post', 'locations', {
          type: 'url',
          target: 'https://git.example.com/bot/catalog-info.yaml',
        })
      ).status;
    expect(await register('mira')).toBe(403);
    expect(await register('noor')).toBe(403);
    expect(await register('grace')).toBe(403);
    expect(await register('aylin')).toBe(201);
  });

  it('lets an owner unregister what is theirs', async () => {
    const { body: bot } = await call(
      'noor',
      'get',
      'entities/by-name/component/berlin/bot',
    );
    const unregister = async (person: keyof typeof people) =>
      (await call(person, 'delete', `entities/by-uid/${bot.metadata.uid}`))
        .status;
    expect(await unregister('grace')).toBe(403);
    expect(await unregister('noor')).toBe(403);
    expect(await components('noor')).toContain('bot');
    expect(await unregister('mira')).toBe(204);
    expect(await components('noor')).not.toContain('bot');
  });
});
