/**
 * One thing that a check has found.
 *
 * @public
 */
export interface LlmFinding {
  /** A warning asks for a look; an info only explains. */
  severity: 'info' | 'warning';
  /** Path in the repository of the file that it is about. */
  path?: string;
  /** Line of that file, from 1. */
  line?: number;
  /** What was found, in a sentence. */
  message: string;
}

/**
 * Whether a model may go where a change puts it.
 *
 * @public
 */
export interface LlmVerdictCheck {
  /** Tells it from other checks. */
  kind: 'verdict';
  /** Ref of the Model. */
  model: string;
  /** Name of the version that was assessed. */
  version?: string;
  /** Ref of the GpuPool; absent where a provider serves the model. */
  pool?: string;
  /** Name of the device group of the pool. */
  devices?: string;
  /** Ref of the provider that serves the model, or answers in place of its servers. */
  provider?: string;
  /**
   * What was found out. `external`: a provider serves the model, and policy lets it go there. `allowed`: only policy was asked,
   * about a place that requests for a deployment go to.
   */
  verdict:
    | 'fits'
    | 'tight'
    | 'does-not-fit'
    | 'unknown'
    | 'external'
    | 'allowed';
  /** Why somebody went on although the model does not fit. */
  override?: string;
  /** The reasons. */
  findings: LlmFinding[];
}

/**
 * What the cluster said that manifests are for: whether it would take them, without taking them.
 *
 * @public
 */
export type LlmDryRun =
  | {
      /** The cluster was asked. */
      state: 'ran';
      /** Its name in the portal. */
      cluster: string;
      /** How many objects it would take. */
      checked: number;
      /** The objects that it could not say that of, each with the reason. */
      notChecked: string[];
    }
  | {
      /** It was not. */
      state: 'not-run';
      /** Why, as a part of a sentence. */
      reason: string;
    };

/**
 * How far manifests were checked.
 *
 * @public
 */
export interface LlmManifestsCheck {
  /** Tells it from other checks. */
  kind: 'manifests';
  /** Folder in the repository. */
  folder: string;
  /** 1: the rules of the manifest families only. 2: the schemas of the cluster's kinds as well. */
  level: 1 | 2;
  /** How many objects were compared with a schema. */
  checked: number;
  /** The objects that were not, each with the reason. */
  notChecked: string[];
  /** The third level: what the cluster itself says. Absent where nobody thought of asking. */
  dryRun?: LlmDryRun;
  /** What is doubtful. */
  findings: LlmFinding[];
}

/**
 * What a step of a template found out about a change before it was made.
 *
 * @public
 */
export type LlmChangeCheck = LlmVerdictCheck | LlmManifestsCheck;
