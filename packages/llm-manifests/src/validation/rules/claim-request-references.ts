import type { Rule } from './Rule';
import { claimDevices, isClaim } from './support/claims';
import { items, text, texts } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimRequestReferences: Rule = {
  code: 'claim-request-references',
  appliesTo: isClaim,
  check: subject => {
    const { devices, path } = claimDevices(subject);
    const known = new Set(
      items(devices, path, 'requests').flatMap(request => {
        const name = text(request.item, 'name') ?? '';
        return [
          name,
          ...items(request.item, request.path, 'firstAvailable').map(
            ({ item }) => `${name}/${text(item, 'name') ?? ''}`,
          ),
        ];
      }),
    );
    return ['constraints', 'config'].flatMap(list =>
      items(devices, path, list).flatMap(entry =>
        texts(entry.item, 'requests').flatMap((name, index) =>
          known.has(name)
            ? []
            : [
                {
                  path: `${entry.path}.requests[${index}]`,
                  message: `names the request "${name}", which this claim does not have (an alternative is called request/alternative)`,
                },
              ],
        ),
      ),
    );
  },
};
