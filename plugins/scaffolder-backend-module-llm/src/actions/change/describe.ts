import { describeDeployment, Intent } from '@modelyard/llm-manifests';
import { ManifestTools } from '../ManifestTools';
import { said } from '../said';

/**
 * What a Model says of the deployment of an intent: an item of its `deployments`, to be merged into what it says already.
 */
export function deploymentEntry(options: {
  intent: Intent;
  folder: string;
  tools: ManifestTools;
  on?: Record<string, unknown>;
}): Record<string, unknown> | undefined {
  const { intent, folder, tools, on } = options;
  const described = describeDeployment({
    intent,
    platform: tools.target(intent.target),
  });
  if (!described) {
    return undefined;
  }
  const { family, aliases, replicas, ...names } = described;
  const place = said(on);
  return {
    ...names,
    ...(family && { family }),
    ...(place !== undefined && { on: place }),
    // None any more is something to say as well.
    aliases: aliases.length > 0 ? [...aliases] : null,
    ...(replicas && { replicas }),
    intent: `${folder}/intent.yaml`,
  };
}
