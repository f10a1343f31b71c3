/**
 * What a reason does to a verdict, the weightiest first.
 *
 * @public
 */
export type ReasonEffect =
  | 'blocks'
  | 'does-not-fit'
  | 'unknown'
  | 'tight'
  | 'warns'
  | 'informs';

/**
 * Every reason that a verdict can have, with its effect.
 *
 * @public
 */
export const reasonEffects = {
  // Of the policy.
  'data-class-not-for-model': 'blocks',
  'data-class-not-in-place': 'blocks',
  'region-not-allowed': 'blocks',
  'model-retired': 'blocks',
  'pool-retired': 'blocks',
  'data-classes-unknown': 'unknown',
  'region-unknown': 'unknown',
  'model-deprecated': 'warns',
  'pool-to-leave': 'warns',

  // Of the request as a whole.
  'version-unknown': 'does-not-fit',
  'version-external': 'does-not-fit',
  'adapter-needs-base': 'does-not-fit',
  'workload-invalid': 'unknown',
  'engine-invalid': 'unknown',
  'architecture-incomplete': 'unknown',
  'context-beyond-model': 'does-not-fit',
  'context-beyond-limit': 'does-not-fit',
  'context-limit-unknown': 'warns',
  'runtime-quantisation-unsupported': 'does-not-fit',
  'parallelism-impossible': 'does-not-fit',

  // Of the devices.
  'accelerator-unknown': 'unknown',
  'sharing-incomplete': 'unknown',
  'no-devices': 'does-not-fit',
  'no-family': 'does-not-fit',
  'family-not-here': 'does-not-fit',
  'weights-format-unsupported': 'does-not-fit',
  'kv-format-unsupported': 'does-not-fit',
  'format-support-unknown': 'unknown',
  'cannot-be-joined': 'does-not-fit',
  'beyond-node': 'does-not-fit',
  'too-few-devices': 'does-not-fit',
  'weights-too-large': 'does-not-fit',
  'context-too-long': 'does-not-fit',
  'too-few-requests': 'does-not-fit',
  'low-estimate-only': 'tight',

  // Of what is free, allowed and paid for.
  'no-free-devices': 'does-not-fit',
  'capacity-unknown': 'unknown',
  'quota-exceeded': 'does-not-fit',
  'quota-use-unknown': 'unknown',
  'quota-borrowed': 'tight',
  'budget-exceeded': 'does-not-fit',
  'budget-unchecked': 'unknown',

  // Of adapters on a base.
  'base-not-here': 'does-not-fit',
  'adapter-other-base': 'does-not-fit',
  'adapter-rank-unknown': 'unknown',
  'base-must-change': 'informs',
  'base-retires': 'warns',

  // Worth knowing.
  'time-slicing': 'warns',
  'shared-compute': 'warns',
  'slow-link': 'warns',
  'stages-are-slow': 'warns',
  'several-nodes': 'informs',
  'format-emulated': 'informs',
  'needs-quantised-checkpoint': 'informs',
} as const satisfies Record<string, ReasonEffect>;

/**
 * Stable name of a reason.
 *
 * @public
 */
export type ReasonCode = keyof typeof reasonEffects;

/**
 * Why a verdict is what it is.
 *
 * @public
 */
export interface Reason {
  readonly code: ReasonCode;
  readonly effect: ReasonEffect;
  /** A sentence for people who know neither Kubernetes nor this code. */
  readonly message: string;
}

export function reason(code: ReasonCode, message: string): Reason {
  return { code, effect: reasonEffects[code], message };
}

const WEIGHT: Record<ReasonEffect, number> = {
  blocks: 0,
  'does-not-fit': 1,
  unknown: 2,
  tight: 3,
  warns: 4,
  informs: 5,
};

/** The weightiest first, in the order in which they were found otherwise. */
export function sortReasons(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.every(
    ({ effect }, i) =>
      i === 0 || WEIGHT[reasons[i - 1].effect] <= WEIGHT[effect],
  )
    ? reasons
    : [...reasons].sort((a, b) => WEIGHT[a.effect] - WEIGHT[b.effect]);
}
