import { createBackend } from '@backstage/backend-defaults';
import { provideToken } from './demoTraffic/token';
import { startBackend } from './startBackend';

// Before the configuration is read, which takes it up.
provideToken(process.env);

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-events-backend'));

// Sign-in and permissions: both parts are the portal's own.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./personas'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./policy'));

// Catalog, with the kinds of the suite beside those of upstream.
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-ai-model'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@modelyard/plugin-catalog-backend-module-llm'));

// The suite's own plugin.
backend.add(import('@modelyard/plugin-llm-backend'));
backend.add(import('@modelyard/plugin-llm-backend-module-otlp'));
backend.add(import('@modelyard/plugin-llm-backend-module-prometheus'));
backend.add(import('./demoTraffic'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@modelyard/plugin-scaffolder-backend-module-llm'));
backend.add(import('@backstage/plugin-techdocs-backend'));

backend.add(import('./search'));
backend.add(import('./kubernetes'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

startBackend(backend);
