import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { IconBundleBlueprint } from '@backstage/plugin-app-react';
import { llmIcons } from '../icons/icons';

/**
 * The icons of the kinds. They belong to the app, which takes them from no
 * other plugin.
 *
 * @alpha
 */
export const llmAppModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    IconBundleBlueprint.make({ name: 'llm', params: { icons: llmIcons } }),
  ],
});
