import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../../objects/issueOf';
import { checkMaximum } from '../../serving/scaling';
import type { Context } from './pools';

/** What KServe wants of scaling. */
export function checkScaling({ input }: Context): Issue[] {
  const { scaling, replicas, prefill } = input;
  const pools = [
    { path: 'replicas', size: replicas },
    ...(prefill ? [{ path: 'prefill.replicas', size: prefill.replicas }] : []),
  ];
  if (scaling.by === 'none') {
    return pools
      .filter(({ size }) => size.max !== undefined)
      .map(({ path }) =>
        warningAt(
          `${path}.max`,
          'replicas-unscaled',
          'has no effect: nothing scales the servers; scale by keda or hpa',
        ),
      );
  }

  const issues = checkMaximum(replicas);
  for (const { path, size } of pools) {
    if (size.min < 1 && size.max !== undefined) {
      issues.push(
        errorAt(
          `${path}.min`,
          'replicas-zero',
          'must be at least 1 where the servers are scaled: KServe never scales to none',
        ),
      );
    }
    if (
      scaling.idleServers !== undefined &&
      size.max !== undefined &&
      scaling.idleServers >= size.min
    ) {
      issues.push(
        errorAt(
          'scaling.idleServers',
          'scaling-idle',
          `must be below ${path}.min (${size.min}), but is ${scaling.idleServers}`,
        ),
      );
    }
  }
  if (scaling.by === 'hpa') {
    for (const field of [
      'pollingSeconds',
      'cooldownSeconds',
      'initialCooldownSeconds',
      'idleServers',
      'fallback',
    ] as const) {
      if (scaling[field] !== undefined) {
        issues.push(
          errorAt(
            `scaling.${field}`,
            'scaling-keda',
            'exists only where scaling is by keda',
          ),
        );
      }
    }
  }
  return issues;
}
