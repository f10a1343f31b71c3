import { canonical } from '../structure/checkList';
import type { Rule } from './Rule';
import { isClaim } from './support/claims';
import { get } from './support/read';

/** Source: validation of resource.k8s.io in Kubernetes. */
export const claimSpecImmutable: Rule = {
  code: 'claim-spec-immutable',
  appliesTo: isClaim,
  check: ({ object, oldObject }) =>
    oldObject &&
    canonical(get(object, 'spec') ?? null) !==
      canonical(get(oldObject, 'spec') ?? null)
      ? [
          {
            path: 'spec',
            message:
              'must stay as it is: a claim and a template of claims cannot be changed, only replaced by one of another name',
          },
        ]
      : [],
};
