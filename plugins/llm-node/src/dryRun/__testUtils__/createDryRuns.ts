import { mockServices } from '@backstage/backend-test-utils';
import { PortalDryRun } from '../PortalDryRun';
import { RecordedName } from './recordedAnswers';
import { startPortal } from './startPortal';

const CLUSTERS = [
  { name: 'fra-1', authProvider: 'serviceAccount' },
  { name: 'ber-1', authProvider: 'oidc' },
  { name: 'local', authProvider: 'localKubectlProxy' },
];

/** An object to dry run. */
export const deployment = (name: string, rest: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'llm-prod', ...rest },
  spec: { replicas: 1 },
});

/** What a portal is started with, where it is not as most tests need it. */
export type Options = Partial<Parameters<typeof startPortal>[0]>;

/** Portals to run dry runs by, each closed after its test. Call it once in a `describe`. */
export function createDryRuns() {
  const open: Array<() => Promise<void>> = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map(close => close()));
  });

  const start = async (
    options: Options = {},
    clusters: ReadonlyMap<string, string> = new Map(),
  ) => {
    const portal = await startPortal({
      clusters: CLUSTERS,
      answer: name => name as RecordedName,
      ...options,
    });
    open.push(portal.close);
    const dryRun = PortalDryRun.create({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: {
        ...mockServices.discovery(),
        getBaseUrl: async () => portal.baseUrl,
      },
      clusters,
    });
    return { ...portal, dryRun };
  };

  const results = async (objects: unknown[], options: Options = {}) => {
    const { dryRun } = await start(options);
    const report = await dryRun.run({ target: 'fra-1', objects });
    return report.ran ? report.results : report;
  };

  return { start, results };
}
