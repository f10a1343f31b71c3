import { Entity } from '@backstage/catalog-model';
import { referencesOf } from '../references/references';
import { selfRef } from '../references/relationsOf';
import { resolveReference } from '../references/resolveReference';
import { RuleFinding } from './Rule';

/** References that cannot be read, or that point to a kind that makes no sense there. */
export function referenceKindFindings(entity: Entity): RuleFinding[] {
  return referencesOf(entity).flatMap(({ path, value, target }) => {
    const resolved = resolveReference({ value, target, entity });
    return resolved.ok ? [] : [{ path, message: resolved.reason }];
  });
}

/** References of one of the given fields that point to the entity itself. */
export function selfReferenceFindings(
  entity: Entity,
  fields: RegExp,
): RuleFinding[] {
  const self = selfRef(entity);
  return referencesOf(entity)
    .filter(({ path }) => fields.test(path))
    .flatMap(({ path, value, target }) => {
      const resolved = resolveReference({ value, target, entity });
      return resolved.ok && resolved.ref === self
        ? [{ path, message: `must name another model than this one, ${self}` }]
        : [];
    });
}
