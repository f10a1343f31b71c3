import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { aiSystemRules } from './rules';

/**
 * Checks the annotations that this suite reads on an entity of any kind: risk class, role, intended use, point of Annex
 * III, oversight contact, monthly budget. Only those that are there are looked at.
 *
 * @returns What is wrong (errors) or doubtful (warnings); empty when all is well
 * @public
 */
export function validateAiSystem(entity: Entity): Issue[] {
  return aiSystemRules.flatMap(({ code, severity, check }) =>
    check(entity).map(finding => ({ ...finding, code, severity })),
  );
}
