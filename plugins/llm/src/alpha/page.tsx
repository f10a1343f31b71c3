import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { fleetRouteRef, loadFleetContent } from '@modelyard/plugin-llm-react';
import { ModelIcon } from '../icons/ModelIcon';
import { pageTitle } from '../pageTitle';

/** The fleet page. The app brings the shell and the navigation item. */
export const fleetPage = PageBlueprint.make({
  params: {
    path: '/llm',
    title: pageTitle,
    icon: <ModelIcon fontSize="inherit" />,
    routeRef: fleetRouteRef,
    loader: async () => {
      const [{ Content }, FleetContent] = await Promise.all([
        import('@backstage/core-components'),
        loadFleetContent(),
      ]);
      return (
        <Content>
          <FleetContent />
        </Content>
      );
    },
  },
});
