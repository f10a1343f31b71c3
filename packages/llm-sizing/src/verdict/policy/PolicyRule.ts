import { AssessedModel, AssessedPolicy, Lifecycle } from '../AssessOptions';
import { Reason } from '../reasonCodes';

/** A pool or a provider, as policy sees it. */
export interface Place {
  readonly name: string;
  readonly region?: string;
  readonly lifecycle?: Lifecycle;
  readonly allowedDataClasses?: readonly string[];
}

/** A model, as policy sees it: the one that is asked for, or the base that would serve it. */
export type PolicyModel = Pick<
  AssessedModel,
  'name' | 'lifecycle' | 'replacedBy' | 'dataClasses'
>;

/** One demand of the policy. */
export interface PolicyRule {
  /** Name of the file that holds the rule. */
  readonly code: string;
  /** What it demands something of; models are several where a base serves an adapter. */
  readonly of: 'model' | 'place';
  /** What it has against the place, or warns of; undefined where nothing. */
  check(options: {
    model: PolicyModel;
    place: Place;
    policy: AssessedPolicy;
    /** Whether the model is in that place already. */
    stands: boolean;
  }): Reason | undefined;
}
