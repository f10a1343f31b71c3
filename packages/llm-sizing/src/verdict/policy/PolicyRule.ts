import { AssessedModel, AssessedPolicy, Lifecycle } from '../AssessOptions';
import { Reason } from '../reasonCodes';

/** A pool or a provider, as policy sees it. */
export interface Place {
  readonly name: string;
  readonly region?: string;
  readonly lifecycle?: Lifecycle;
  readonly allowedDataClasses?: readonly string[];
}

/** One demand of the policy. */
export interface PolicyRule {
  /** Name of the file that holds the rule. */
  readonly code: string;
  /** What it has against the place, or warns of; undefined where nothing. */
  check(options: {
    model: AssessedModel;
    place: Place;
    policy: AssessedPolicy;
  }): Reason | undefined;
}
