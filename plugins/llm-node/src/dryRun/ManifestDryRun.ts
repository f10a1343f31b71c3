/**
 * What a cluster says of an object that it was asked to take, without taking it.
 *
 * @public
 */
export type DryRunResult =
  | {
      /** The cluster would take it. */
      outcome: 'accepted';
      /** What it says all the same, such as that a field is deprecated. */
      warnings: string[];
    }
  | {
      /** The cluster would refuse it. */
      outcome: 'refused';
      /** Why, each with the path of the field in the object, or an empty one. */
      issues: Array<{ path: string; message: string }>;
    }
  | {
      /** Nobody knows. */
      outcome: 'not-checked';
      /** Why, as a part of a sentence. */
      reason: string;
    };

/**
 * What came of a server-side dry run.
 *
 * @public
 */
export type DryRunReport =
  | {
      /** The cluster was asked. */
      ran: true;
      /** Its name in the portal. */
      cluster: string;
      /** One for each object, in their order. */
      results: DryRunResult[];
    }
  | {
      /** Nothing was asked. */
      ran: false;
      /** Why, as a part of a sentence. */
      reason: string;
    };

/**
 * Asks the cluster of a target what it would say of objects. Nothing is ever changed there.
 *
 * @public
 */
export interface ManifestDryRun {
  /**
   * @param options - `signal` ends it; what was not asked by then is not checked
   * @returns A report; a cluster that cannot be asked is a report as well, and no error
   * @throws The reason of the signal
   */
  run(options: {
    /** Name of the target, as `llm.targets` has it. */
    target: string;
    /** Kubernetes objects, of which each is asked for alone. */
    objects: readonly unknown[];
    signal?: AbortSignal;
  }): Promise<DryRunReport>;
}
