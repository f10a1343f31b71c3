import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { llmCatalogGraphApiFactory } from '../catalogGraph';

/**
 * The relations of the suite for the catalog graph. It takes the place of the
 * graph's own API, which no other plugin may provide.
 *
 * @alpha
 */
export const llmCatalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [
    ApiBlueprint.make({
      params: defineParams => defineParams(llmCatalogGraphApiFactory),
    }),
  ],
});
