import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { Intent } from '@modelyard/llm-manifests';
import { findNamespaceObstacle, TargetRules } from '@modelyard/plugin-llm-node';
import { ManifestTools } from '../ManifestTools';

/** Throws NotAllowedError where a group may not have something in a namespace of a target. */
export function requireNamespace(options: {
  tools: ManifestTools;
  rules: ReadonlyMap<string, TargetRules>;
  target: string;
  /** What gives the namespace, for people. */
  field: string;
  namespace: string;
  group: string;
}): void {
  const { tools, rules, target, field, namespace, group } = options;
  const platform = tools.findTarget(target);
  const obstacle =
    platform &&
    findNamespaceObstacle({
      platform,
      rules: rules.get(target),
      namespace,
      group: stringifyEntityRef(
        parseEntityRef(group, { defaultKind: 'group' }),
      ),
    });
  if (obstacle) {
    throw new NotAllowedError(`${field}: ${obstacle}`);
  }
}

/** The same for the namespace of a deployment, unless it is there already for the same group. */
export function requireOwnNamespace(options: {
  tools: ManifestTools;
  rules: ReadonlyMap<string, TargetRules>;
  intent: Intent;
  before?: Intent;
}): void {
  const { intent, before } = options;
  const { target, subject } = intent;
  const stays =
    before?.target === target &&
    before.subject.namespace === subject.namespace &&
    before.subject.owner === subject.owner;
  if (subject.kind === 'deployment' && !stays) {
    requireNamespace({
      ...options,
      target,
      field: 'subject.namespace',
      namespace: subject.namespace,
      group: subject.owner,
    });
  }
}
