import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * The Kubernetes plugin, where `kubernetes` is configured: without clusters it
 * has nothing to show and warns at every start.
 */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.has('kubernetes')) {
      yield import('@backstage/plugin-kubernetes-backend');
    }
  },
});
