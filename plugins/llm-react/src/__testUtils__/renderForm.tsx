import { configure } from '@testing-library/react';
import { lazy, Suspense, type ComponentProps, type ComponentType } from 'react';
import { identityApiRef } from '@backstage/core-plugin-api';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { SWRConfig } from 'swr';
import { llmApiRef, type LlmApi } from '../api';
import { llmFields, type LlmFieldProps } from '../fields';

// A whole form is filled in and sent, which takes a loaded machine its time.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

/** The themes that the forms of the scaffolder have. */
export const formThemes = ['mui', 'bui'] as const;

type StepperProps = ComponentProps<typeof Stepper>;
type StepSchema = StepperProps['manifest']['steps'][number]['schema'];

const extensions = llmFields.map(({ name, load, validation }) => {
  const Field: ComponentType<LlmFieldProps> = lazy(async () => ({
    default: await load(),
  }));
  return {
    name,
    validation,
    component: (props: LlmFieldProps) => (
      <Suspense fallback={null}>
        <Field {...props} />
      </Suspense>
    ),
  };
});

/** A form as the scaffolder makes it of a template's parameters. */
export async function renderForm(options: {
  /** Properties of the one page that the form has. */
  properties: StepSchema;
  required?: string[];
  theme?: (typeof formThemes)[number];
  /** What the form begins with, as from `?formData=`. */
  formData?: StepperProps['initialState'];
  llmApi?: Partial<LlmApi>;
  catalogApi?: typeof catalogApiRef.T;
  /** Whether the user holds all permissions. */
  allowed?: boolean;
  /** What the signed-in user owns by. */
  ownershipEntityRefs?: string[];
}) {
  const { properties, required = [], theme, formData, llmApi = {} } = options;
  const { allowed = true, ownershipEntityRefs = [] } = options;
  const { catalogApi = catalogApiMock({ entities: [] }) } = options;
  const onCreate = jest.fn(async () => {});
  // Each page of a form begins at its top, for which jsdom has no window.
  jest.spyOn(window, 'scrollTo').mockImplementation();
  await renderInTestApp(
    // What an earlier form was told of permissions is none of this one's.
    <SWRConfig value={{ provider: () => new Map() }}>
      <TestApiProvider
        apis={[
          [llmApiRef, llmApi as LlmApi],
          [catalogApiRef, catalogApi],
          [
            scmIntegrationsApiRef,
            ScmIntegrationsApi.fromConfig(mockApis.config()),
          ],
          [
            identityApiRef,
            mockApis.identity({
              userEntityRef: 'user:default/mira.app',
              ownershipEntityRefs,
            }),
          ],
          [
            permissionApiRef,
            mockApis.permission({
              authorize: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
            }),
          ],
        ]}
      >
        <SecretsContextProvider>
          <Stepper
            manifest={{
              title: 'A template',
              steps: [
                {
                  title: 'The page',
                  schema: { type: 'object', required, properties },
                },
              ],
            }}
            extensions={extensions}
            initialState={formData ?? {}}
            formProps={{ EXPERIMENTAL_theme: theme }}
            onCreate={onCreate}
          />
        </SecretsContextProvider>
      </TestApiProvider>
    </SWRConfig>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return { onCreate };
}
