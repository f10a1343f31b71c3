import { createApp } from '@backstage/app-defaults';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { Entity } from '@backstage/catalog-model';
import { AppRouter } from '@backstage/core-app-api';
import { createApiFactory } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import '@backstage/ui/css/styles.css';
import { LlmFieldProps, llmFields } from '@modelyard/plugin-llm-react';
import { createRoot } from 'react-dom/client';

/** What the page is opened with. */
export interface OpenedForm {
  entities: Entity[];
  /** Ref of the model that is to be placed. */
  model: string;
}

declare global {
  interface Window {
    openedForm: OpenedForm;
  }
}

/** A form as templates have it: other answers on the page, and the places below. */
const manifest = {
  title: 'Serve a model',
  steps: [
    {
      title: 'Where it goes',
      schema: {
        type: 'object',
        required: ['place'],
        properties: {
          model: { type: 'string', title: 'Model' },
          owner: { type: 'string', title: 'Owner' },
          name: { type: 'string', title: 'Name of the deployment' },
          environment: {
            type: 'string',
            title: 'Environment',
            enum: ['staging', 'production'],
          },
          place: {
            type: 'object',
            title: 'Where the model goes',
            'ui:field': 'GpuPoolPicker',
            'ui:options': {
              model: 'model',
              dataClass: 'dataClass',
              group: 'owner',
            },
          },
        },
      },
    },
  ],
};

async function open({ entities, model }: OpenedForm) {
  const extensions = await Promise.all(
    llmFields.map(async ({ name, load, validation }) => {
      const Field = await load();
      return {
        name,
        component: (props: LlmFieldProps) => <Field {...props} />,
        validation,
      };
    }),
  );
  const app = createApp({
    configLoader: async () => [
      {
        context: 'bench',
        data: {
          app: { title: 'Bench', baseUrl: window.location.origin },
          backend: { baseUrl: window.location.origin },
        },
      },
    ],
    apis: [
      createApiFactory(catalogApiRef, new InMemoryCatalogClient({ entities })),
    ],
  });
  const Root = app.createRoot(
    <AppRouter>
      <Stepper
        manifest={manifest}
        extensions={extensions}
        initialState={{
          model,
          owner: 'group:default/search',
          name: 'prod',
          environment: 'staging',
          dataClass: 'internal',
        }}
        onCreate={async () => {}}
      />
    </AppRouter>,
  );
  createRoot(document.getElementById('root')!).render(<Root />);
}

open(window.openedForm);
