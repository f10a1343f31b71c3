import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Platform, platformSchema } from '@modelyard/llm-manifests';
import { resolve } from 'node:path';
import { readTargetRules, TargetRules } from './targetRules';

/**
 * What manifests are rendered for, and what they are checked with: the settings under `llm.targets` and `llm.manifests`.
 *
 * @public
 */
export interface ManifestsConfig {
  /** The targets by their names. */
  targets: ReadonlyMap<string, Platform>;
  /** Names of clusters in the Kubernetes plugin of the portal, by those of the targets that are called otherwise. */
  clusters: ReadonlyMap<string, string>;
  /** What people agreed on the targets, by their names. */
  rules: ReadonlyMap<string, TargetRules>;
  /** Absolute paths of files and folders with CustomResourceDefinitions and definitions of Kubernetes. */
  crdPaths: readonly string[];
}

/**
 * Reads `llm.targets` and `llm.manifests`. Throws `InputError` that names the key and the reason.
 *
 * @public
 */
export function readManifestsConfig(config: Config): ManifestsConfig {
  const targets = new Map<string, Platform>();
  const clusters = new Map<string, string>();
  const rules = new Map<string, TargetRules>();
  const configured = config.getOptionalConfigArray('llm.targets') ?? [];
  configured.forEach((target, index) => {
    const key = `llm.targets[${index}]`;
    // Where the portal finds it and who may use it is nothing that rendering could depend on.
    const { cluster, owner, namespaces, ...platform } =
      target.get<Record<string, unknown>>();
    const parsed = platformSchema.safeParse(platform);
    if (!parsed.success) {
      const [{ path, message }] = parsed.error.issues;
      throw new InputError(
        `Invalid ${[key, ...path].join('.')}: ${lowerFirst(message)}`,
      );
    }
    if (targets.has(parsed.data.name)) {
      throw new InputError(
        `Invalid ${key}.name: ${parsed.data.name} is the name of an earlier target`,
      );
    }
    targets.set(parsed.data.name, parsed.data);
    rules.set(parsed.data.name, readTargetRules(target, key));
    if (cluster !== undefined) {
      clusters.set(parsed.data.name, target.getString('cluster'));
    }
  });
  return {
    targets,
    clusters,
    rules,
    crdPaths: (
      config.getOptionalStringArray('llm.manifests.crdPaths') ?? []
    ).map(path => resolve(path)),
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('en-US') + text.slice(1);
}
