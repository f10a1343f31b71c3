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
  /** Whether the length of requests is left out: a change says nothing that nobody asked for. */
  withoutLength?: boolean;
}): Record<string, unknown> | undefined {
  const { intent, folder, tools, on, withoutLength } = options;
  const described = describeDeployment({
    intent,
    platform: tools.target(intent.target),
  });
  if (!described) {
    return undefined;
  }
  const { family, aliases, replicas, contextLength, ...names } = described;
  const place = said(on);
  return {
    ...names,
    ...(family && { family }),
    ...(place !== undefined && { on: place }),
    // None any more is something to say as well.
    aliases: aliases.length > 0 ? [...aliases] : null,
    ...(replicas && { replicas }),
    ...(contextLength !== undefined && !withoutLength && { contextLength }),
    intent: `${folder}/intent.yaml`,
  };
}
