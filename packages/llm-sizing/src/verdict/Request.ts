import { Accelerator } from '../Accelerator';
import { AssessOptions } from './AssessOptions';
import { ReadBudget, readBudget } from './budget';
import { formatReasons } from './formatReasons';
import { Group, readGroups } from './groups';
import { Reason } from './reasonCodes';
import { requestReasons } from './requestReasons';
import { Variant } from './variants';

/** One question of a person, with what was found on the way, so that equal device groups share it. */
export class Request {
  static create(options: AssessOptions): Request {
    return new Request(options);
  }

  readonly options: AssessOptions;
  readonly groups: readonly Group[];
  readonly budget: ReadBudget | undefined;
  /** Ways to spread the model that were compared. */
  candidates = 0;
  private readonly reasons = new Map<
    Variant,
    Map<Accelerator, readonly Reason[]>
  >();

  private constructor(options: AssessOptions) {
    this.options = options;
    this.groups = readGroups(options);
    this.budget = readBudget(options.budget);
  }

  /** What is to be said of a variant on an accelerator before anything is placed. */
  reasonsFor(variant: Variant, accelerator: Accelerator): readonly Reason[] {
    let known = this.reasons.get(variant);
    if (!known) {
      known = new Map();
      this.reasons.set(variant, known);
    }
    let found = known.get(accelerator);
    if (!found) {
      found = [
        ...requestReasons(variant),
        ...formatReasons(variant, accelerator),
      ];
      known.set(accelerator, found);
    }
    return found;
  }
}
