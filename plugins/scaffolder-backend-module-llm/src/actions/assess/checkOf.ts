import { stringifyEntityRef } from '@backstage/catalog-model';
import { LlmFinding, LlmVerdictCheck } from '@modelyard/plugin-llm-common';
import { PoolAnswer } from './ask';
import { AssessQuestion } from './question';
import { fullRef } from './readEntities';

const withSeverity =
  (severity: LlmFinding['severity']) =>
  (message: string): LlmFinding => ({ severity, message });

/** The verdict on a device group, as a change carries it. */
export function poolCheck(options: {
  answer: PoolAnswer;
  question: AssessQuestion;
  reasons: readonly string[];
  warnings: readonly string[];
  overridden: boolean;
}): LlmVerdictCheck {
  const { answer, question, reasons, warnings, overridden } = options;
  const { model, group } = answer;
  return {
    kind: 'verdict',
    model: stringifyEntityRef(model),
    version: group.placement?.version ?? question.version,
    pool: group.pool,
    devices: group.devices,
    verdict: group.verdict,
    ...(overridden && { override: question.override?.reason }),
    findings: [
      ...reasons.map(
        withSeverity(group.verdict === 'fits' ? 'info' : 'warning'),
      ),
      ...warnings.map(withSeverity('warning')),
    ],
  };
}

/** What policy says of a provider, as a change carries it. */
export function providerCheck(options: {
  model: string;
  question: AssessQuestion;
  reasons: readonly string[];
}): LlmVerdictCheck {
  const { model, question, reasons } = options;
  return {
    kind: 'verdict',
    model,
    version: question.version,
    provider: fullRef('provider', question.provider!, 'Resource'),
    verdict: 'external',
    findings: reasons.map(withSeverity('info')),
  };
}
