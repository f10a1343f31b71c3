import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  GitOpsRepository,
  GitOpsTree,
} from '@modelyard/plugin-llm-gitops-node';
import { FoundDeployment } from '../../changes/deploymentFolder';
import { readIfThere } from '../../changes/readIfThere';

/** Where the intents of deployments are. */
export interface IntentSources {
  /** Opens the GitOps repository. */
  open: () => Promise<GitOpsRepository>;
  workspacePath: string;
}

/** What an earlier step left of the intent of a deployment, or what is committed; undefined where there is none. */
export async function presentIntent(
  { folder }: FoundDeployment,
  { open, workspacePath }: IntentSources,
): Promise<string | undefined> {
  const path = `${folder}/intent.yaml`;
  const earlier = await readIfThere(resolveSafeChildPath(workspacePath, path));
  if (earlier !== undefined) {
    return earlier;
  }
  const tree = await GitOpsTree.read({
    repository: await open(),
    prefix: folder,
  });
  return tree.readText(path);
}
