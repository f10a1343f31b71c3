import { configApiRef, discoveryApiRef } from '@backstage/core-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonaSignInPage } from './PersonaSignInPage';

const personas = [
  {
    userRef: 'user:default/mira.app',
    name: 'Mira Lindqvist',
    role: 'App developer',
    description: 'Uses models in the support bot.',
  },
  { userRef: 'user:fra/jonas.ml', name: 'Jonas Weber', role: 'ML engineer' },
];

const session = (ref: string) => ({
  providerInfo: {},
  profile: { displayName: 'Jonas Weber' },
  backstageIdentity: {
    token: `e30.${window.btoa(JSON.stringify({ exp: 4_000_000_000 }))}.sig`,
    identity: { type: 'user', userEntityRef: ref, ownershipEntityRefs: [ref] },
  },
});

async function renderPage(options?: { list?: object[] }) {
  const onSignInSuccess = jest.fn();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [
          configApiRef,
          mockApis.config({
            data: { app: { personas: options?.list ?? personas } },
          }),
        ],
        [discoveryApiRef, mockApis.discovery()],
      ]}
    >
      <PersonaSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return onSignInSuccess;
}

describe('PersonaSignInPage', () => {
  const fetchMock = jest.fn();
  const original = global.fetch;

  beforeEach(() => {
    window.localStorage.clear();
    fetchMock.mockReset();
    global.fetch = fetchMock;
  });

  afterAll(() => {
    global.fetch = original;
  });

  function answer(status: number, body: object) {
    fetchMock.mockResolvedValue({
      ok: status < 400,
      status,
      statusText: String(status),
      headers: new Headers({ 'content-type': 'application/json' }),
      json: async () => body,
      text: async () => JSON.stringify(body),
    });
  }

  it('signs in as the chosen person, remembers it, and forgets it at sign-out', async () => {
    answer(200, session('user:fra/jonas.ml'));
    const onSignInSuccess = await renderPage();
    expect(screen.getByText('Mira Lindqvist')).toBeInTheDocument();
    expect(screen.getByText('ML engineer')).toBeInTheDocument();

    await userEvent.click(screen.getByText('Jonas Weber'));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));

    const request = fetchMock.mock.calls[0];
    expect(String(request[0])).toMatch(/\/personas\/refresh$/);
    expect(new Headers(request[1].headers).get('x-demo-persona')).toBe(
      'user:fra/jonas.ml',
    );
    expect(window.localStorage.getItem('demo-persona')).toBe(
      'user:fra/jonas.ml',
    );

    const identity = onSignInSuccess.mock.calls[0][0];
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:fra/jonas.ml',
    );
    await identity.signOut();
    expect(window.localStorage.getItem('demo-persona')).toBeNull();
  });

  it('shows why signing in failed and leads back to the list', async () => {
    answer(403, {
      error: {
        name: 'NotAllowedError',
        message: 'Personas are for development',
      },
      response: { statusCode: 403 },
    });
    const onSignInSuccess = await renderPage();
    await userEvent.click(screen.getByText('Mira Lindqvist'));
    expect(
      await screen.findByText(/You could not be signed in/),
    ).toBeInTheDocument();
    expect(onSignInSuccess).not.toHaveBeenCalled();
    await userEvent.click(screen.getByText('Choose somebody else'));
    expect(await screen.findByText('Who are you today?')).toBeInTheDocument();
  });

  it('asks again when the remembered person is no longer listed', async () => {
    window.localStorage.setItem('demo-persona', 'user:default/gone');
    await renderPage();
    expect(screen.getByText('Who are you today?')).toBeInTheDocument();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('says that nobody is listed', async () => {
    await renderPage({ list: [] });
    expect(screen.getByText('No one to sign in as')).toBeInTheDocument();
  });
});
