import { InputError } from '@backstage/errors';
import {
  claimedNames,
  findClaimed,
  Intent,
  TakenName,
} from '@modelyard/llm-manifests';
import { GitOpsTree } from '@modelyard/plugin-llm-gitops-node';
import { findHiddenEntities } from '@modelyard/plugin-llm-node';
import { Viewer } from '../../changes/hidden';
import { entityOf, nameOf } from './committedFolder';

/**
 * Throws InputError where an intent takes a name that another deployment has: an object in the same namespace, or a model
 * name on the same gateway. Names that the deployment has already are its own.
 */
export async function requireFreeNames(options: {
  viewer: Viewer;
  tree: GitOpsTree;
  folder: string;
  intent: Intent;
  /** As it was before. */
  before?: Intent;
}): Promise<void> {
  const { viewer, tree, folder, intent, before } = options;
  const claims = claimedNames(intent, { before });
  if (claims.length === 0) {
    return;
  }
  for await (const text of tree.readIntents({ except: [folder] })) {
    const taken = findClaimed(claims, text);
    if (taken) {
      throw await takenError(viewer, taken);
    }
  }
}

async function takenError(
  viewer: Viewer,
  { claim, by }: TakenName,
): Promise<InputError> {
  const hidden = await findHiddenEntities({ ...viewer, refs: [entityOf(by)] });
  return new InputError(
    `${claim.field}: ${claim.value} is taken ${claim.where} by ${
      hidden.size > 0 ? 'something that is not visible to you' : nameOf(by)
    }; choose another name`,
  );
}
