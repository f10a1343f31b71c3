import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { ScaffolderPage } from '@backstage/plugin-scaffolder';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { scaffolderApiMock } from '@backstage/plugin-scaffolder-react/testUtils';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { llmApiRef, llmFields } from '@modelyard/plugin-llm-react';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { llmPlugin as newPlugin } from './alpha';
import { llmFieldExtensions } from '.';

const path = '/create/templates/default/serve-model';

/** A template with every field of the list. */
const scaffolderApi = scaffolderApiMock.mock({
  getTemplateParameterSchema: async () => ({
    title: 'Serve a model',
    steps: [
      {
        title: 'Everything',
        schema: {
          type: 'object',
          properties: Object.fromEntries(
            llmFields.map(({ name }) => [
              name,
              { title: `The ${name}`, type: 'object', 'ui:field': name },
            ]),
          ),
        },
      },
    ],
  }),
});
const llmApi = {};
const catalogApi = catalogApiMock();

// Of what a field does then nothing depends on how fast somebody answers.
const permissionApi = mockApis.permission({
  authorize: AuthorizeResult.DENY,
});

// Every field fetches its code, and that of both systems is compiled first.
jest.setTimeout(120_000);

/** What the fields of the form show, when all of them are there and say nothing new any more. */
async function shown(): Promise<string> {
  const form = () => document.querySelector('form')!;
  let before: string | null = null;
  await waitFor(
    () => {
      for (const { name } of llmFields) {
        // Some show their title, others are only called by it.
        expect(form().innerHTML).toContain(`The ${name}`);
      }
      expect(screen.queryByTestId('progress')).toBeNull();
      expect(form()).toHaveTextContent(/llm\.model\.inspect/);
      // What is still on its way shows no progress bar, but says so.
      expect(form()).not.toHaveTextContent(/Loading/);
      const earlier = before;
      before = form().textContent;
      expect(before).toBe(earlier);
    },
    { timeout: 50_000, interval: 500 },
  );
  // Nothing else of the page, which differs.
  return form().textContent!;
}

describe('form fields', () => {
  it('are the same in the forms of both frontend systems', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [scaffolderApiRef, scaffolderApi],
          [catalogApiRef, catalogApi],
          [permissionApiRef, permissionApi],
          [llmApiRef, llmApi],
        ]}
      >
        <Routes>
          <Route path="/create/*" element={<ScaffolderPage />}>
            <Route path="*" element={llmFieldExtensions} />
          </Route>
        </Routes>
      </TestApiProvider>,
      { routeEntries: [path] },
    );
    const old = await shown();
    cleanup();

    renderTestApp({
      features: [scaffolderPlugin, newPlugin],
      initialRouteEntries: [path],
      apis: [
        [scaffolderApiRef, scaffolderApi],
        [catalogApiRef, catalogApi],
        [permissionApiRef, permissionApi],
        [llmApiRef, llmApi],
      ],
    });
    expect(await shown()).toBe(old);
    expect(old).toContain('Read the model');
  });
});
