import type { KnownKind } from '../schema/SchemaSource';

/** What a rule looks at. */
export interface RuleSubject {
  /** The object, with the defaults of its schema where one was known. */
  readonly object: Readonly<Record<string, unknown>>;
  readonly kind: KnownKind;
  /** The object as it is in the cluster, where that is known. */
  readonly oldObject: Readonly<Record<string, unknown>> | undefined;
  /** The objects that are sent along with it. */
  readonly bundle: readonly unknown[];
}

/** What a rule found. */
export interface RuleFinding {
  /** Where, such as `spec.devices.requests[0].name`. */
  readonly path: string;
  /** What is wrong and why; it reads on after the path. */
  readonly message: string;
}

/**
 * Something that an admission webhook or Kubernetes' own code rejects and that no schema says.
 */
export interface Rule {
  /** Name of the rule: the code of its issues, and the name of its file. */
  readonly code: string;
  /** Whether the rule speaks of objects of this kind. */
  readonly appliesTo: (kind: KnownKind) => boolean;
  readonly check: (subject: RuleSubject) => readonly RuleFinding[];
}
