import { Entity } from '@backstage/catalog-model';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import { toStatusItem } from '@modelyard/plugin-llm-common';
import { Issue } from '@modelyard/llm-units';

/**
 * Puts issues on an entity as warnings in its status, where the catalog keeps
 * them beside its own processing errors and every reader of the entity sees
 * them. None is an error there: an error means that the catalog shows an older
 * version than the source holds, and here it does not.
 */
export function attachFindings(
  entity: Entity,
  issues: readonly Issue[],
): Entity {
  if (!issues.length) {
    return entity;
  }
  const { status } = entity as AlphaEntity;
  const findings = issues.map(issue =>
    toStatusItem({ ...issue, severity: 'warning' }),
  );
  const withFindings: AlphaEntity = {
    ...entity,
    status: { ...status, items: [...(status?.items ?? []), ...findings] },
  };
  return withFindings;
}
