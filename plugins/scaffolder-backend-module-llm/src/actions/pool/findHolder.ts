import { Intent, readIntent } from '@modelyard/llm-manifests';
import { entityOfFolder, GitOpsTree } from '@modelyard/plugin-llm-gitops-node';

/** The family whose settings a cluster reads from one place, whatever pools it has. */
export const SHARING = 'device-sharing';

/** The intent that holds how a cluster shares its GPUs. */
export interface SharingHolder {
  folder: string;
  intent: Intent;
}

/**
 * Finds the intent of another pool that says how the GPUs of a target are shared. The GPU Operator reads these settings from
 * one ConfigMap for a whole cluster: a second one would have no effect, or take the place of the first.
 */
export async function findSharingHolder(options: {
  tree: GitOpsTree;
  target: string;
  /** The folder of the pool itself. */
  ownFolder: string;
}): Promise<SharingHolder | undefined> {
  const { tree, target, ownFolder } = options;
  for (const folder of tree.renderedFolders()) {
    if (
      folder === ownFolder ||
      !entityOfFolder(folder)?.startsWith('gpupool:')
    ) {
      continue;
    }
    const read = readIntent(
      (await tree.readText(`${folder}/intent.yaml`)) ?? '',
    );
    if (
      read.ok &&
      read.value.target === target &&
      read.value.parts.some(({ family }) => family === SHARING)
    ) {
      return { folder, intent: read.value };
    }
  }
  return undefined;
}
