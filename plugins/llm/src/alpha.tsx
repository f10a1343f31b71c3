/**
 * The features of the LLM platform for the new frontend system.
 *
 * @packageDocumentation
 */
import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';
import { llmAppModule } from './alpha/appModule';
import { llmCatalogGraphModule } from './alpha/catalogGraphModule';
import { llmPlugin } from './alpha/plugin';

export { llmMenuTranslationRef } from './alpha/entityActions';
export { llmAppModule, llmCatalogGraphModule, llmPlugin };

/**
 * Everything that a portal of the new system needs: the plugin and the modules
 * for the app and the catalog graph. Those who list features by hand take the
 * named exports.
 *
 * @alpha
 */
export default createFrontendFeatureLoader({
  *loader() {
    yield llmPlugin;
    yield llmAppModule;
    yield llmCatalogGraphModule;
  },
});
