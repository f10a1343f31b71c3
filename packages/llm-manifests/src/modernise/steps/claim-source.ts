import { podsIn } from '../../validation/rules/support/pods';
import type { Modernisation } from '../Modernisation';
import { draft, drafts, rename } from './support/edit';

/** `source` of a pod's claim was removed in Kubernetes 1.31; what it held stands in the claim itself. */
export const claimSource: Modernisation = {
  code: 'claim-source',
  run: ({ object, mends }) =>
    podsIn(object).flatMap(({ pod, path }) =>
      drafts(pod, 'resourceClaims').flatMap((claim, index) => {
        const source = draft(claim, 'source');
        if (!source) {
          return [];
        }
        if (mends('rejected')) {
          delete claim.source;
          for (const [name, value] of Object.entries(source)) {
            claim[name] ??= value;
          }
          rename(claim, 'resourceName', 'resourceClaimName');
        }
        return [
          {
            path: `${
              path === '' ? '' : `${path}.`
            }resourceClaims[${index}].source`,
            message:
              'is gone since Kubernetes 1.31; resourceClaimName or resourceClaimTemplateName stands in the claim itself',
            effect: 'rejected' as const,
            mended: mends('rejected'),
          },
        ];
      }),
    ),
};
