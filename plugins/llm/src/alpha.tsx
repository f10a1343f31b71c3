/**
 * The features of the LLM platform for the new frontend system.
 *
 * @packageDocumentation
 */
import { createFrontendFeatureLoader } from '@backstage/frontend-plugin-api';
import { llmAppModule } from './alpha/appModule';
import { llmCatalogGraphModule } from './alpha/catalogGraphModule';
import { llmCatalogModule } from './alpha/catalogModule';
import { llmPlugin } from './alpha/plugin';

export { llmMenuTranslationRef } from './alpha/menuTranslation';
export { llmAppModule, llmCatalogGraphModule, llmCatalogModule, llmPlugin };

/**
 * Everything that a portal of the new system needs: the plugin and the modules
 * for the app, the catalog and its graph. Those who list features by hand take the
 * named exports.
 *
 * @alpha
 */
export default createFrontendFeatureLoader({
  *loader() {
    yield llmPlugin;
    yield llmAppModule;
    yield llmCatalogGraphModule;
    yield llmCatalogModule;
  },
});
