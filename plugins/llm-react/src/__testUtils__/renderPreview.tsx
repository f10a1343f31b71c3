import { configure, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { LlmChangePreview } from '@modelyard/plugin-llm-common';
import { SWRConfig } from 'swr';
import { ManifestPreview } from '../fields/manifestPreview/ManifestPreview';

// A whole form is filled in and sent, which takes a loaded machine its time.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

const digest = `sha256:${'a'.repeat(64)}`;

/** A manifest of six lines that names a number of servers. */
const manifest = (replicas: number) =>
  `kind: Deployment\nmetadata:\n  name: nova\nspec:\n  replicas: ${replicas}\n  paused: false\n`;

/** What a dry run of the template would commit. */
export const preview: LlmChangePreview = {
  digest,
  review: 'proposal',
  files: [
    {
      path: 'models/nova/catalog-info.yaml',
      outcome: 'added',
      after: 'kind: Model\n',
      bytesAfter: 12,
    },
    {
      path: 'models/nova/prod/base/deployment.yaml',
      outcome: 'changed',
      before: manifest(2),
      after: manifest(4),
      bytesBefore: 80,
      bytesAfter: 80,
    },
    {
      path: 'models/nova/prod/base/kustomization.yaml',
      outcome: 'unchanged',
      bytesBefore: 10,
      bytesAfter: 10,
    },
  ],
  checks: [],
  owners: ['group:berlin/search'],
};

/** A template that commits in one step. */
export const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'serve', namespace: 'default', title: 'Serve a model' },
  spec: {
    type: 'model',
    steps: [
      { id: 'render', action: 'llm:manifests:render' },
      { id: 'change', action: 'llm:gitops:commit' },
    ],
    output: { links: [] },
  },
};

/** What the scaffolder answers a dry run with. */
export const answer = (output: unknown) => ({
  directoryContents: [],
  log: [],
  steps: [],
  output: { preview: output } as JsonObject,
});

/** The last pages of a form, in the form that the portal really has. */
export async function renderPreview(
  options: {
    dryRun?: (typeof scaffolderApiRef.T)['dryRun'];
    entities?: Entity[];
    allowed?: boolean;
    uiOptions?: JsonObject;
    initialState?: Record<string, JsonValue>;
    /** Another field on the page of the preview. */
    note?: boolean;
    theme?: 'mui' | 'bui';
    /** Path of the page, which names the template. */
    path?: string;
  } = {},
) {
  // The form scrolls to its top when its page changes.
  jest.spyOn(window, 'scrollTo').mockImplementation();
  const { entities = [template], allowed = true, uiOptions } = options;
  const dryRun = jest.fn(options.dryRun ?? (async () => answer(preview)));
  const onCreate = jest.fn(async () => {});
  const wizard = (
    <Stepper
      manifest={{
        title: 'Serve a model',
        steps: [
          {
            title: 'Check and publish',
            schema: {
              type: 'object',
              required: ['preview'],
              properties: {
                ...(options.note && {
                  note: { type: 'string', title: 'Note' },
                }),
                preview: {
                  title: 'What would be committed',
                  type: 'string',
                  'ui:field': 'ManifestPreview',
                  ...(uiOptions && { 'ui:options': uiOptions }),
                },
              },
            },
          },
        ],
      }}
      extensions={[{ name: 'ManifestPreview', component: ManifestPreview }]}
      initialState={options.initialState ?? { name: 'nova' }}
      formProps={{ EXPERIMENTAL_theme: options.theme ?? 'mui' }}
      onCreate={onCreate}
    />
  );
  const { unmount } = await renderInTestApp(
    <SWRConfig value={{ provider: () => new Map() }}>
      <TestApiProvider
        apis={[
          [catalogApiRef, catalogApiMock({ entities })],
          [scaffolderApiRef, scaffolderApiMock.mock({ dryRun })],
          [
            permissionApiRef,
            {
              authorize: async () => ({
                result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
              }),
            },
          ],
        ]}
      >
        <Routes>
          <Route
            path="/create/templates/:namespace/:templateName"
            element={wizard}
          />
          <Route path="/create/edit" element={wizard} />
        </Routes>
      </TestApiProvider>
    </SWRConfig>,
    {
      routeEntries: [options.path ?? '/create/templates/default/serve'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return { unmount, dryRun, onCreate };
}

/** The preview was made. */
export const done = () => screen.findByText(/^Rendered at /);

/** Shows a preview that differs from the usual one. */
export const show = (changes: Partial<LlmChangePreview>) =>
  renderPreview({ dryRun: async () => answer({ ...preview, ...changes }) });

/** What is shown of a file. */
export const file = (path: string) =>
  screen.findByRole('region', { name: path });

/** The lines that are drawn of a file. */
export const linesOf = (path: string) => {
  const table = screen.getByRole<HTMLTableElement>('table', {
    name: `Lines of ${path}`,
  });
  return [...table.tBodies[0].rows].map(({ textContent }) => textContent);
};

export const DEPLOYMENT = 'models/nova/prod/base/deployment.yaml';
