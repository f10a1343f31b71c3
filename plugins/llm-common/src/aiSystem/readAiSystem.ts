import { Entity } from '@backstage/catalog-model';
import { Money, parseMoney } from '@modelyard/llm-units';
import {
  ANNOTATION_AI_ACT_ROLE,
  ANNOTATION_AI_RISK_CLASS,
  ANNOTATION_ANNEX_III_POINT,
  ANNOTATION_INTENDED_USE,
  ANNOTATION_MONTHLY_BUDGET,
  ANNOTATION_OVERSIGHT_CONTACT,
} from '../annotations';
import { annotationOf } from './annotationOf';
import {
  AiActRole,
  AiRiskClass,
  isAiActRole,
  isAiRiskClass,
} from './riskClasses';
import { splitList } from './uses';

/**
 * What the annotations of a System or a Component say of it as an AI system. What is absent or cannot be read is
 * undefined, or left out of a list; {@link validateAiSystem} says why.
 *
 * @public
 */
export interface AiSystem {
  /** Risk class as the EU AI Act has them. */
  riskClass?: AiRiskClass;
  /** Roles of the organisation for the system under the EU AI Act. */
  roles: AiActRole[];
  /** What the system is meant for. */
  intendedUses: string[];
  /** Point of Annex III of the EU AI Act, such as `4(a)`. */
  annexThreePoint?: string;
  /** Entity ref of a user or a group, or a mail address. */
  oversightContact?: string;
  /** Budget for a calendar month. */
  monthlyBudget?: Money;
}

/**
 * Reads the annotations of an AI system.
 *
 * @returns Undefined where the entity has none of them
 * @public
 */
export function readAiSystem(entity: Entity): AiSystem | undefined {
  const read = (name: string) => annotationOf(entity, name);
  const riskClass = read(ANNOTATION_AI_RISK_CLASS);
  const roles = read(ANNOTATION_AI_ACT_ROLE);
  const intendedUse = read(ANNOTATION_INTENDED_USE);
  const annexThreePoint = read(ANNOTATION_ANNEX_III_POINT);
  const oversightContact = read(ANNOTATION_OVERSIGHT_CONTACT);
  const budget = read(ANNOTATION_MONTHLY_BUDGET);
  if (
    [riskClass, roles, intendedUse, annexThreePoint, oversightContact].every(
      value => value === undefined,
    )
  ) {
    return undefined;
  }
  const monthlyBudget = parseMoney(budget);
  return {
    riskClass: isAiRiskClass(riskClass) ? riskClass : undefined,
    roles: splitList(roles ?? '').filter(isAiActRole),
    intendedUses: splitList(intendedUse ?? ''),
    annexThreePoint,
    oversightContact,
    monthlyBudget: monthlyBudget.ok ? monthlyBudget.value : undefined,
  };
}
