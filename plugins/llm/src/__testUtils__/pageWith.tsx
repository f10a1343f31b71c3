import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';

/** A page that shows what a plugin's extension makes of an entity. */
export function pageWith(element: JSX.Element) {
  return createFrontendModule({
    pluginId: 'llm',
    extensions: [
      PageBlueprint.make({
        name: 'probe',
        params: { path: '/', loader: async () => element },
      }),
    ],
  });
}
