import { plainText } from '../../validation/structure/show';
import { containersOf, podsIn } from '../../validation/rules/support/pods';
import { get } from '../../validation/rules/support/read';
import type { Draft, Modernisation } from '../Modernisation';
import { isOlder } from '../ModernisationTarget';
import { draft, ensure, joinName, typeOf } from './support/edit';
import { sharingIn } from './support/sharing';

const WORKLOADS = [
  'v1 Pod',
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'apps/v1 DaemonSet',
  'batch/v1 Job',
  'batch/v1 CronJob',
  'leaderworkerset.x-k8s.io/v1 LeaderWorkerSet',
];
const WHOLE = 'nvidia.com/gpu';
const PARTITION = /^nvidia\.com\/mig-(\d+g\.\d+gb(?:\.me)?)$/;
/** Claims are stable from here on. */
const SINCE = '1.34';

/** A pod that asks the device plugin for GPUs can ask for them by a claim, which can also say which ones. */
export const devicePluginClaim: Modernisation = {
  code: 'device-plugin-claim',
  run: ({ object, bundle, target, mends, add }) => {
    const { kind } = typeOf(object);
    if (
      // Where the device plugin shares GPUs, its GPU is a share, and a claim would take a whole one.
      bundle.some(other => sharingIn(other).length > 0) ||
      !WORKLOADS.includes(`${plainText(object.apiVersion)} ${kind}`) ||
      isOlder(target, 'kubernetes', SINCE)
    ) {
      return [];
    }
    return podsIn(object).flatMap(found =>
      containersOf(found).flatMap(container => {
        const limits = draft(container.item, 'resources', 'limits') ?? {};
        return Object.keys(limits)
          .filter(name => name === WHOLE || PARTITION.test(name))
          .map(name => {
            const count = Number(plainText(limits[name]));
            const mended =
              mends('possible') && Number.isInteger(count) && count > 0;
            if (mended) {
              replace(object, found.pod, container.item, name, add);
            }
            return {
              path: `${container.path}.resources.limits["${name}"]`,
              message:
                'asks the device plugin for GPUs; a claim can do the same and also say which ones, where the DRA driver runs on the nodes instead of the device plugin',
              effect: 'possible' as const,
              mended,
            };
          });
      }),
    );
  },
};

function replace(
  object: Draft,
  pod: Draft,
  container: Draft,
  name: string,
  add: (object: Draft) => void,
): void {
  const resources = ensure(container, 'resources');
  const count = Number(plainText(get(resources, 'limits', name)));
  for (const list of ['limits', 'requests']) {
    const amounts = draft(resources, list);
    delete amounts?.[name];
    if (amounts && Object.keys(amounts).length === 0) {
      delete resources[list];
    }
  }
  const profile = PARTITION.exec(name)?.[1].replace('.me', '+me');
  const claim = joinName(
    profile === undefined ? 'gpu' : `mig-${profile}`,
    plainText(container.name ?? 'main'),
  );
  const template = joinName(plainText(get(object, 'metadata', 'name')), claim);
  resources.claims = [...listIn(resources.claims), { name: claim }];
  pod.resourceClaims = [
    ...listIn(pod.resourceClaims),
    { name: claim, resourceClaimTemplateName: template },
  ];
  const namespace = get(object, 'metadata', 'namespace');
  add({
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaimTemplate',
    metadata: {
      name: template,
      ...(namespace === undefined ? {} : { namespace }),
    },
    spec: {
      spec: {
        devices: {
          requests: [
            {
              name: 'gpu',
              exactly: {
                deviceClassName:
                  profile === undefined ? 'gpu.nvidia.com' : 'mig.nvidia.com',
                count,
                ...(profile !== undefined && {
                  selectors: [
                    {
                      cel: {
                        expression: `device.attributes['gpu.nvidia.com'].profile == '${profile}'`,
                      },
                    },
                  ],
                }),
              },
            },
          ],
        },
      },
    },
  });
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
