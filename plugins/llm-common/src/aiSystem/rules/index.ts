import { rule as aiActRole } from './ai-act-role';
import { rule as aiRiskClass } from './ai-risk-class';
import { rule as aiSystemKind } from './ai-system-kind';
import { AiSystemRule } from './AiSystemRule';
import { rule as annexThreePoint } from './annex-iii-point';
import { rule as annexThreeRiskClass } from './annex-iii-risk-class';
import { rule as intendedUse } from './intended-use';
import { rule as monthlyBudget } from './monthly-budget';
import { rule as oversightContact } from './oversight-contact';

/** Every rule on the annotations of an AI system. */
export const aiSystemRules: readonly AiSystemRule[] = [
  aiSystemKind,
  aiRiskClass,
  aiActRole,
  intendedUse,
  annexThreePoint,
  annexThreeRiskClass,
  oversightContact,
  monthlyBudget,
];
