import { Entity } from '@backstage/catalog-model';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import authModulePersonas from '.';

const users: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'mira.app', namespace: 'berlin' },
    spec: {},
    relations: [
      { type: 'memberOf', targetRef: 'group:berlin/assistants' },
      { type: 'ownerOf', targetRef: 'component:berlin/bot' },
    ],
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'unlisted', namespace: 'berlin' },
    spec: {},
  },
];

const personas = [
  {
    userRef: 'user:berlin/mira.app',
    name: 'Mira Lindqvist',
    role: 'Developer',
  },
  {
    userRef: 'user:berlin/not.read.yet',
    name: 'Nobody Yet',
    role: 'Developer',
  },
];

let stop: () => Promise<void> = async () => {};

async function start(options?: {
  providers?: JsonObject;
  personas?: JsonObject[];
}) {
  const backend = await startTestBackend({
    features: [
      authPlugin,
      authModulePersonas,
      catalogServiceMock.factory({ entities: users }),
      mockServices.rootConfig.factory({
        data: {
          app: {
            baseUrl: 'http://localhost:3000',
            personas: options?.personas ?? personas,
          },
          auth: { providers: options?.providers ?? { personas: {} } },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      }),
    ],
  });
  stop = () => backend.stop();
  return {
    signIn: (persona?: string) => {
      const call = request(backend.server).get('/api/auth/personas/refresh');
      return persona === undefined ? call : call.set('x-demo-persona', persona);
    },
  };
}

describe('sign-in as a persona', () => {
  const original = process.env.NODE_ENV;
  const setEnvironment = (value: string) =>
    Object.assign(process.env, { NODE_ENV: value });

  beforeEach(() => setEnvironment('development'));
  afterEach(async () => {
    setEnvironment(original!);
    await stop();
    stop = async () => {};
  });

  it('gives a listed persona the identity that the catalog knows', async () => {
    const { signIn } = await start();
    const response = await signIn('user:berlin/mira.app');

    expect(response.status).toBe(200);
    expect(response.body.profile).toEqual({ displayName: 'Mira Lindqvist' });
    expect(response.body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:berlin/mira.app',
      ownershipEntityRefs: ['user:berlin/mira.app', 'group:berlin/assistants'],
    });
    const [, payload] = response.body.backstageIdentity.token.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual(
      expect.objectContaining({ sub: 'user:berlin/mira.app' }),
    );
  });

  it('reads the ref as the catalog does, whatever its case', async () => {
    const { signIn } = await start();
    expect((await signIn('User:berlin/Mira.App')).status).toBe(200);
  });

  it('refuses who is not listed, although the catalog knows them', async () => {
    const { signIn } = await start();
    const response = await signIn('user:berlin/unlisted');
    expect(response.status).toBe(403);
    expect(response.body.error.message).toBe(
      "'user:berlin/unlisted' is not one of the personas listed in app.personas",
    );
  });

  it('asks for the header when it is missing', async () => {
    const { signIn } = await start();
    const response = await signIn();
    expect(response.status).toBe(401);
    expect(response.body.error.message).toMatch(/'x-demo-persona' is missing/);
  });

  it('says that the header is no entity ref', async () => {
    const { signIn } = await start();
    const response = await signIn('user:berlin/');
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(
      /is not an entity ref: 'user:berlin\/'/,
    );
  });

  it('says that a persona is not in the catalog yet', async () => {
    const { signIn } = await start();
    const response = await signIn('user:berlin/not.read.yet');
    expect(response.status).toBe(404);
    expect(response.body.error.message).toMatch(/try again in a few seconds/);
  });

  it.each(['production', 'test', ''])(
    'does not start with NODE_ENV=%p',
    async environment => {
      setEnvironment(environment);
      await expect(start()).rejects.toThrow(
        /runs only with NODE_ENV=development/,
      );
    },
  );

  it('refuses each request once the environment is no longer development', async () => {
    const { signIn } = await start();
    setEnvironment('production');
    const response = await signIn('user:berlin/mira.app');
    expect(response.status).toBe(403);
    expect(response.body.error.message).toMatch(/NODE_ENV is 'production'/);
  });

  it('stays out of a production portal that does not configure it', async () => {
    setEnvironment('production');
    // What app-config.production.yaml says.
    const { signIn } = await start({
      providers: { personas: null },
      personas: [],
    });
    expect((await signIn('user:berlin/mira.app')).status).toBe(404);
  });

  it.each([
    [[], /lists nobody to sign in as/],
    [[{ userRef: 'group:default/all', name: 'All' }], /must be a user/],
    [[{ userRef: 'user:berlin/', name: 'X' }], /userRef is not an entity ref/],
    [[personas[0], personas[0]], /lists user:berlin\/mira.app twice/],
  ])('does not start with the personas %j', async (list, message) => {
    await expect(start({ personas: list })).rejects.toThrow(message);
  });
});
