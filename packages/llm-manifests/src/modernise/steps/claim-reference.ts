import { plainText } from '../../validation/structure/show';
import { podsIn } from '../../validation/rules/support/pods';
import { get } from '../../validation/rules/support/read';
import type { Draft, Modernisation } from '../Modernisation';
import { drafts, rename } from './support/edit';

/** A pod that names a template where the name of a claim belongs waits for a claim that nobody makes. */
export const claimReference: Modernisation = {
  code: 'claim-reference',
  run: ({ object, bundle, mends }) => {
    const namespace = get(object, 'metadata', 'namespace');
    const has = (kind: string, name: unknown) =>
      bundle.some(
        other =>
          other.kind === kind &&
          get(other, 'metadata', 'name') === name &&
          get(other, 'metadata', 'namespace') === namespace,
      );
    return podsIn(object).flatMap(({ pod, path }) =>
      drafts(pod, 'resourceClaims').flatMap((claim: Draft, index) => {
        const name = claim.resourceClaimName;
        if (
          name === undefined ||
          has('ResourceClaim', name) ||
          !has('ResourceClaimTemplate', name)
        ) {
          return [];
        }
        if (mends('ineffective')) {
          rename(claim, 'resourceClaimName', 'resourceClaimTemplateName');
        }
        return [
          {
            path: `${
              path === '' ? '' : `${path}.`
            }resourceClaims[${index}].resourceClaimName`,
            message: `names "${plainText(
              name,
            )}", which is a template of claims and no claim; the pod would wait for ever`,
            effect: 'ineffective' as const,
            mended: mends('ineffective'),
          },
        ];
      }),
    );
  },
};
