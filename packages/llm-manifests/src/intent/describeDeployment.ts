import { findFamily } from '../families';
import type { Platform } from '../platform/Platform';
import type { Intent } from './Intent';
import { findServing } from './renderIntent';

/**
 * What the catalog says of a deployment, as far as its intent decides it.
 *
 * @public
 */
export interface DeploymentDescription {
  readonly name: string;
  readonly version: string;
  readonly environment: string;
  /** The family that serves, or the first one, such as the route to a provider. */
  readonly family?: string;
  readonly namespace: string;
  readonly servedModelName: string;
  readonly aliases: readonly string[];
  /** Servers at least and at most; absent where no family serves. */
  readonly replicas?: { readonly min: number; readonly max: number };
  /** Most tokens of a request, prompt and answer together; absent where that is left to the engine, or no family serves. */
  readonly contextLength?: number;
}

/**
 * Describes the deployment of an intent that can be rendered; undefined for an intent about a pool.
 *
 * @public
 */
export function describeDeployment(options: {
  intent: Intent;
  platform: Platform;
}): DeploymentDescription | undefined {
  const { intent, platform } = options;
  const { subject } = intent;
  if (subject.kind !== 'deployment') {
    return undefined;
  }
  const parts = intent.parts.flatMap(({ family: id, input }) => {
    const family = findFamily(id);
    return family ? [{ family, input }] : [];
  });
  const serving = findServing({
    parts,
    subject,
    platform,
    families: parts.map(({ family }) => family.id),
  });
  const { maxModelLen } = (parts.find(({ family }) => family.serves)?.input
    .engine ?? {}) as { maxModelLen?: unknown };
  return {
    name: subject.deployment,
    version: subject.version,
    environment: subject.environment,
    family: (parts.find(({ family }) => family.serves) ?? parts[0])?.family.id,
    namespace: subject.namespace,
    servedModelName: subject.servedModelName,
    aliases: subject.aliases,
    replicas: serving && {
      min: serving.replicas.min,
      max: serving.replicas.max ?? Math.max(1, serving.replicas.min),
    },
    ...(typeof maxModelLen === 'number' && { contextLength: maxModelLen }),
  };
}
