import type { Rule } from './Rule';
import { deviceWishes, isClaim } from './support/claims';
import { get, text } from './support/read';

const LABEL = 'resource.kubernetes.io/admin-access';

/** Source: validation of resource.k8s.io in Kubernetes. Namespaces that are not sent along are not known, and not judged. */
export const claimAdminAccess: Rule = {
  code: 'claim-admin-access',
  appliesTo: isClaim,
  check: subject => {
    const name = text(subject.object, 'metadata', 'namespace');
    const namespace = subject.bundle.find(
      other =>
        get(other, 'kind') === 'Namespace' &&
        get(other, 'apiVersion') === 'v1' &&
        text(other, 'metadata', 'name') === name,
    );
    return deviceWishes(subject)
      .filter(({ wish }) => wish.adminAccess === true)
      .flatMap(({ path, alternative }) => {
        if (alternative !== undefined) {
          return [
            {
              path: `${path}.adminAccess`,
              message:
                'must not be there: access for administrators is only given by exactly, not by one of several alternatives',
            },
          ];
        }
        return namespace &&
          text(namespace, 'metadata', 'labels', LABEL) !== 'true'
          ? [
              {
                path: `${path}.adminAccess`,
                message: `needs the label ${LABEL}: "true" on the namespace ${name}, which it does not have`,
              },
            ]
          : [];
      });
  },
};
