import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Platform } from '@modelyard/llm-manifests';

/**
 * Namespaces of a target, and whose deployments may go there.
 *
 * @public
 */
export interface NamespaceRule {
  /** Their name; `*` stands for any characters. */
  readonly name: string;
  /** Refs of the groups; any where absent. */
  readonly groups?: readonly string[];
}

/**
 * What people agreed on a target, beside what is installed there: rendering does not depend on it.
 *
 * @public
 */
export interface TargetRules {
  /** Ref of the group that answers for the cluster; only who runs the platform does where absent. */
  readonly owner?: string;
  /** Any namespace that is not of the platform itself where absent. */
  readonly namespaces?: readonly NamespaceRule[];
}

/** Reads `owner` and `namespaces` of an item of `llm.targets`. Throws `InputError` that names the key and the reason. */
export function readTargetRules(target: Config, key: string): TargetRules {
  const owner = target.getOptionalString('owner');
  const namespaces = target.getOptionalConfigArray('namespaces');
  return {
    ...(owner !== undefined && { owner: groupRef(owner, `${key}.owner`) }),
    ...(namespaces && {
      namespaces: namespaces.map((item, index) => {
        const groups = item.getOptionalStringArray('groups');
        return {
          name: item.getString('name'),
          ...(groups && {
            groups: groups.map((group, position) =>
              groupRef(
                group,
                `${key}.namespaces[${index}].groups[${position}]`,
              ),
            ),
          }),
        };
      }),
    }),
  };
}

/**
 * Why a group may not have something in a namespace of a target; undefined where it may.
 *
 * What the platform itself runs in is nobody's, unless a rule names it without `*`: names of the system, and where the target
 * says that GPU operator, gateway and monitoring are.
 *
 * @param options - `group` in full
 * @public
 */
export function findNamespaceObstacle(options: {
  platform: Platform;
  rules: TargetRules | undefined;
  namespace: string;
  group: string;
}): string | undefined {
  const { platform, rules, namespace, group } = options;
  const fitting = rules?.namespaces?.filter(({ name }) =>
    matches(name, namespace),
  );
  const isNamed = fitting?.some(({ name }) => name === namespace);
  if (!isNamed && isOfPlatform(platform, namespace)) {
    return `${namespace} is where the platform itself runs in ${platform.name}; choose another one`;
  }
  if (!fitting) {
    return undefined;
  }
  if (fitting.length === 0) {
    return `${
      platform.name
    } has no namespace ${namespace} for models; there are ${rules?.namespaces
      ?.map(({ name }) => name)
      .join(', ')}`;
  }
  return fitting.some(({ groups }) => !groups || groups.includes(group))
    ? undefined
    : `${namespace} of ${platform.name} is not for ${group}, but for ${[
        ...new Set(fitting.flatMap(({ groups }) => groups ?? [])),
      ].join(', ')}`;
}

function isOfPlatform(
  { gateway, gpuOperator, monitoring }: Platform,
  namespace: string,
): boolean {
  return (
    /^kube-/.test(namespace) ||
    [
      gpuOperator.namespace,
      monitoring.namespace,
      gateway?.namespace,
      gateway?.proxyNamespace,
    ].includes(namespace)
  );
}

function matches(pattern: string, namespace: string): boolean {
  const source = pattern
    .split('*')
    .map(part => part.replace(/[^a-z0-9-]/g, ''))
    .join('.*');
  return new RegExp(`^${source}$`).test(namespace);
}

function groupRef(value: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(value, { defaultKind: 'group' }));
  } catch (error) {
    throw new InputError(`Invalid ${key}: is no entity reference`, error);
  }
}
