import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { homeWidget, loadHomeWidget } from '../homeWidget';

/**
 * The widget of the home page. It belongs to a page of the home plugin: a
 * portal without one leaves it out.
 */
export const homeUsageWidget = HomePageWidgetBlueprint.make({
  name: homeWidget.name,
  params: {
    name: homeWidget.component,
    title: homeWidget.title,
    description: homeWidget.description,
    layout: homeWidget.layout,
    components: loadHomeWidget,
  },
});
