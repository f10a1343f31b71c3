import { IssueSeverity } from '@modelyard/llm-units';
import { aiSystemRules } from '../aiSystem/rules';
import { useRules } from '../aiSystem/useRules';
import { modelRules } from '../kinds/model/rules';
import { gpuPoolRules } from '../kinds/pool/rules';

/**
 * A rule as documentation names it.
 *
 * @public
 */
export interface ValidationRule {
  /** What the rule looks at: an entity of one of our kinds, the annotations of any entity, how one uses models, or all models and pools together. */
  subject: 'Model' | 'GpuPool' | 'AiSystem' | 'AiSystemUse' | 'ModelSet';
  /** The `code` of the issues that the rule finds. */
  code: string;
  /** Whether the rule rejects an entity or lets it pass with a warning. */
  severity: IssueSeverity;
  /** What the rule asks, for people. */
  description: string;
}

/**
 * Every rule that a schema cannot say.
 *
 * @public
 */
export const validationRules: readonly ValidationRule[] = [
  ...modelRules.map(rule => describe('Model', rule)),
  ...gpuPoolRules.map(rule => describe('GpuPool', rule)),
  ...aiSystemRules.map(rule => describe('AiSystem', rule)),
  ...Object.entries(useRules).map(([code, rule]) =>
    describe('AiSystemUse', { code, ...rule }),
  ),
  {
    subject: 'ModelSet',
    code: 'alias-collision',
    severity: 'warning',
    description:
      'Within an environment no two models claim one served name or alias.',
  },
  {
    subject: 'ModelSet',
    code: 'base-deployment',
    severity: 'warning',
    description:
      'The base of an adapter exists, and serves weights where the adapter is served.',
  },
  {
    subject: 'ModelSet',
    code: 'deployment-pool',
    severity: 'warning',
    description:
      'The pool of a deployment exists, and has the device group that the deployment names.',
  },
];

/**
 * The codes of all rules, each once.
 *
 * @public
 */
export const ruleCodes: readonly string[] = [
  ...new Set(validationRules.map(({ code }) => code)),
];

function describe(
  subject: ValidationRule['subject'],
  { code, severity, description }: Omit<ValidationRule, 'subject'>,
): ValidationRule {
  return { subject, code, severity, description };
}
