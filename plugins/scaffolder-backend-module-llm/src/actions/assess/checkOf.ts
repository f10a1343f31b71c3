import { stringifyEntityRef } from '@backstage/catalog-model';
import { LlmFinding, LlmVerdictCheck } from '@modelyard/plugin-llm-common';
import { PoolAnswer } from './ask';
import { DeploymentAnswer } from './askDeployment';
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

function capitalised(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

/** What policy says of each place that requests for a deployment go to, as a change carries it. */
function deploymentChecks(
  { places, unknown }: DeploymentAnswer,
  { dataClass }: AssessQuestion,
): LlmVerdictCheck[] {
  const may = dataClass ? `; policy lets ${dataClass} data go there` : '';
  return places.map(
    ({ model, version, place, ways, policy, warnings }, index) => ({
      kind: 'verdict',
      model,
      version,
      ...(place.kind === 'pool'
        ? { pool: place.ref, devices: place.devices }
        : { provider: place.ref }),
      verdict: 'allowed',
      findings: [
        ...ways
          .map(way => `${capitalised(way)}${may}`)
          .map(withSeverity('info')),
        ...[
          ...policy.reasons.map(({ message }) => message),
          ...warnings,
          ...(index === 0 ? unknown : []),
        ].map(withSeverity('warning')),
      ],
    }),
  );
}

/** What policy says of all places that requests for a deployment go to, as the step puts it out. */
export function deploymentOutput(
  answer: DeploymentAnswer,
  question: AssessQuestion,
) {
  const checks = deploymentChecks(answer, question);
  const findings = checks.flatMap(check => check.findings);
  const messages = (wanted: LlmFinding['severity']) =>
    findings
      .filter(({ severity }) => severity === wanted)
      .map(({ message }) => message);
  return {
    verdict: 'allowed' as const,
    reasons: messages('info'),
    check: checks[0],
    checks,
    overridden: false,
    warnings: messages('warning'),
  };
}
