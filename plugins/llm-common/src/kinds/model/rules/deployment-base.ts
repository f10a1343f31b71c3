import { resolveReference } from '../../../references/resolveReference';
import { records } from '../../../safe';
import { MODEL_KIND } from '../../constants';
import { ModelEntityV1alpha1 } from '../../entities';
import { ModelRule } from './ModelRule';

export const rule: ModelRule = {
  code: 'deployment-base',
  severity: 'error',
  description: 'An adapter is served by the model that it adapts.',
  check: entity => {
    const { spec } = entity;
    const versions = new Map(
      records(spec?.versions).map(({ item }) => [item.name, item]),
    );
    return records(spec?.deployments).flatMap(({ item, index }) => {
      const adapted = refOf(entity, versions.get(item.version)?.adapts?.model);
      const base = refOf(entity, item.on?.base?.model);
      return adapted && base && adapted !== base
        ? [
            {
              path: `spec.deployments[${index}].on.base.model`,
              message: `must be ${adapted}, the model that version "${item.version}" adapts, but is ${base}`,
            },
          ]
        : [];
    });
  },
};

function refOf(
  entity: ModelEntityV1alpha1,
  value: unknown,
): string | undefined {
  const resolved = resolveReference({
    value,
    target: { kinds: [MODEL_KIND] },
    entity,
  });
  return resolved.ok ? resolved.ref : undefined;
}
