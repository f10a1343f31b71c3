import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  catalogGraphLinkRouteRef,
  catalogIndexLinkRouteRef,
  fleetLinkRouteRef,
  fleetRouteRef,
  templateLinkRouteRef,
} from '@modelyard/plugin-llm-react';
import { ModelIcon } from '../icons/ModelIcon';
import { pageTitle } from '../pageTitle';
import { llmApi } from './api';
import { entityCards } from './cards';
import { entityActions } from './entityActions';
import { entityLayout } from './entityLayout';
import { formFieldExtensions } from './formFields';
import { homeUsageWidget } from './home';
import { fleetPage } from './page';
import { searchResultListItem } from './search';
import { usageContent } from './usage';

/**
 * The plugin in the new frontend system: the fleet page, the cards and the tab of
 * entity pages, a widget of the home page, search results, actions, and the
 * fields of templates' forms.
 *
 * @alpha
 */
export const llmPlugin = createFrontendPlugin({
  pluginId: 'llm',
  title: pageTitle,
  icon: <ModelIcon fontSize="inherit" />,
  info: { packageJson: () => import('../../package.json') },
  routes: { root: fleetRouteRef },
  externalRoutes: {
    fleet: fleetLinkRouteRef,
    catalogGraph: catalogGraphLinkRouteRef,
    catalogIndex: catalogIndexLinkRouteRef,
    template: templateLinkRouteRef,
  },
  extensions: [
    llmApi,
    fleetPage,
    ...entityCards,
    usageContent,
    homeUsageWidget,
    entityLayout,
    ...entityActions,
    searchResultListItem,
    ...formFieldExtensions,
  ],
});
