import { dnsLabelProblem } from '../formats/names';
import type { Rule } from './Rule';
import { claimDevices, isClaim } from './support/claims';
import { items, repeated, text } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimRequestNames: Rule = {
  code: 'claim-request-names',
  appliesTo: isClaim,
  check: subject => {
    const { devices, path } = claimDevices(subject);
    const requests = items(devices, path, 'requests');
    const lists = [
      requests,
      ...requests.map(request =>
        items(request.item, request.path, 'firstAvailable'),
      ),
    ];
    return lists.flatMap(list => [
      ...list.flatMap(entry => {
        const name = text(entry.item, 'name');
        const problem = name === undefined ? undefined : dnsLabelProblem(name);
        return problem
          ? [{ path: `${entry.path}.name`, message: `${problem}: "${name}"` }]
          : [];
      }),
      ...repeated(list, entry => text(entry.item, 'name')).map(
        ({ item, key }) => ({
          path: `${item.path}.name`,
          message: `must be a name that no other request beside it has: "${key}"`,
        }),
      ),
    ]);
  },
};
