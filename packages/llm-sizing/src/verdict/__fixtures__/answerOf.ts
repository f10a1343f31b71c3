import { Assessment, GroupVerdict } from '../Assessment';
import { ExpectedAnswer } from './scenario';

/** An answer in the short form of the table of cases. */
export function answerOf({
  groups,
  providers,
}: Assessment): Record<string, ExpectedAnswer> {
  return Object.fromEntries([
    ...groups.map(group => [`${group.pool}/${group.devices}`, short(group)]),
    ...providers.map(({ provider, policy, accepted }) => [
      provider,
      dropUsual({
        verdict: accepted ? 'fits' : 'does-not-fit',
        policy: policy.state,
        policyReasons: policy.reasons.map(lineOf),
      }),
    ]),
  ]);
}

function short(group: GroupVerdict): ExpectedAnswer {
  const { verdict, fit, policy, placement, override, cost } = group;
  return dropUsual({
    verdict,
    fit: fit === verdict ? undefined : fit,
    policy: policy.state,
    reasons: group.reasons.map(lineOf),
    policyReasons: policy.reasons.map(lineOf),
    placement: placement && placementLine(placement),
    alternatives: group.alternatives.map(
      ({ kind, pool, devices, version, units }) =>
        `${kind}: ${units} of ${pool}/${devices} for ${version}`,
    ),
    override: override.state,
    quotaLeft: group.quotaLeft,
    memoryShare: placement?.gpuMemoryUtilization,
    perMonth: cost && `${cost.perMonth.amount} ${cost.perMonth.currency}`,
  });
}

function lineOf({ code, message }: { code: string; message: string }): string {
  return `${code}: ${message}`;
}

function placementLine({
  parallelism,
  units,
  unit,
  profile,
}: NonNullable<GroupVerdict['placement']>): string {
  const { tensorParallel, pipelineParallel, dataParallel } = parallelism;
  return `${tensorParallel} x ${pipelineParallel} x ${dataParallel} = ${units} ${
    profile ?? unit
  }`;
}

/** The table says only what is not usual. */
function dropUsual(answer: ExpectedAnswer): ExpectedAnswer {
  return Object.fromEntries(
    Object.entries(answer).filter(
      ([key, value]) =>
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0) &&
        !(key === 'policy' && value === 'allowed') &&
        !(key === 'override' && value === 'not-needed') &&
        !(key === 'memoryShare' && value === 0.92),
    ),
  ) as unknown as ExpectedAnswer;
}
