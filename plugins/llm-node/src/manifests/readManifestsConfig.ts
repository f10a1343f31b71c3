import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Platform, platformSchema } from '@modelyard/llm-manifests';
import { resolve } from 'node:path';

/**
 * What manifests are rendered for, and what they are checked with: the settings under `llm.targets` and `llm.manifests`.
 *
 * @public
 */
export interface ManifestsConfig {
  /** The targets by their names. */
  targets: ReadonlyMap<string, Platform>;
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
  const configured = config.getOptionalConfigArray('llm.targets') ?? [];
  configured.forEach((target, index) => {
    const key = `llm.targets[${index}]`;
    const parsed = platformSchema.safeParse(target.get());
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
  });
  return {
    targets,
    crdPaths: (
      config.getOptionalStringArray('llm.manifests.crdPaths') ?? []
    ).map(path => resolve(path)),
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('en-US') + text.slice(1);
}
