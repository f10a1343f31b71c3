import { Issue } from '@modelyard/llm-units';
import { errorAt, warningAt } from '../objects/issueOf';

/** The family that scales workloads which do not scale themselves. */
const AUTOSCALING = 'autoscaling';

/** Whether something outside a workload decides how many servers it has, so that its manifest must not. */
export function isScaledOutside(families: readonly string[]): boolean {
  return families.includes(AUTOSCALING);
}

/** Says what of a number of servers counts on something that scales them, where nothing does. Paths begin with `replicas`. */
export function checkScaledReplicas(options: {
  replicas: { readonly min: number; readonly max?: number };
  families: readonly string[];
}): Issue[] {
  const { replicas, families } = options;
  if (isScaledOutside(families)) {
    return [];
  }
  return [
    ...(replicas.min === 0
      ? [
          warningAt(
            'replicas.min',
            'replicas-none',
            `is 0, and nothing scales the servers: none runs, and none is started when somebody asks; add the family ${AUTOSCALING} to the intent where that is not meant`,
          ),
        ]
      : []),
    ...(replicas.max === undefined
      ? []
      : [
          warningAt(
            'replicas.max',
            'replicas-unscaled',
            `has no effect: nothing scales the servers; add the family ${AUTOSCALING} to the intent`,
          ),
        ]),
  ];
}

/** Says where a workload that is scaled has no maximum. Paths begin with `replicas`. */
export function checkMaximum(replicas: { readonly max?: number }): Issue[] {
  return replicas.max === undefined
    ? [
        errorAt(
          'replicas.max',
          'scaling-maximum',
          'is required where the servers are scaled',
        ),
      ]
    : [];
}
