import type { ModelSpec } from '@modelyard/plugin-llm-common';

/**
 * How far a model is on its way out.
 *
 * @public
 */
export type RetirementPhase = 'none' | 'planned' | 'deprecated' | 'retired';

/**
 * The way out of a model as of one day.
 *
 * @public
 */
export interface Retirement {
  readonly phase: RetirementPhase;
  /** First day as a deprecated model, ISO. */
  readonly deprecatedOn?: string;
  /** First day on which it is no longer served, ISO. */
  readonly retiresOn?: string;
  readonly replacedBy?: string;
  /** Whether the dates say more than the lifecycle of the entity does. */
  readonly aheadOfLifecycle: boolean;
}

/**
 * Reads where a model stands on its way out. Dates and lifecycle are kept by
 * people, so they may disagree: what is further along counts, since it is what
 * a consumer must not miss.
 *
 * @param today - an ISO day in UTC
 * @public
 */
export function retirementOf(spec: ModelSpec, today: string): Retirement {
  const { deprecatedOn, retiresOn, replacedBy } = spec.retirement ?? {};
  const retiredByDate = retiresOn !== undefined && retiresOn <= today;
  const deprecatedByDate = deprecatedOn !== undefined && deprecatedOn <= today;

  let phase: RetirementPhase = 'none';
  if (spec.lifecycle === 'retired' || retiredByDate) {
    phase = 'retired';
  } else if (spec.lifecycle === 'deprecated' || deprecatedByDate) {
    phase = 'deprecated';
  } else if (deprecatedOn !== undefined || retiresOn !== undefined) {
    phase = 'planned';
  }
  return {
    phase,
    deprecatedOn,
    retiresOn,
    replacedBy,
    aheadOfLifecycle:
      (phase === 'retired' && spec.lifecycle !== 'retired') ||
      (phase === 'deprecated' && spec.lifecycle !== 'deprecated'),
  };
}
