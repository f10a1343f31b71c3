/**
 * How a deployment is doing, as its live objects say.
 *
 * - `absent`: there is no such object.
 * - `progressing`: it is on its way, such as while weights are loaded.
 * - `ready`: everything that was asked for serves.
 * - `degraded`: some of it serves.
 * - `failed`: nothing serves, and it will not by itself.
 * - `unknown`: the objects do not say.
 *
 * @public
 */
export type DeploymentPhase =
  | 'absent'
  | 'progressing'
  | 'ready'
  | 'degraded'
  | 'failed'
  | 'unknown';

/**
 * A condition of a live object, in the shape that all of them share.
 *
 * @public
 */
export interface StatusCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  /** When it changed last, as an ISO 8601 instant. */
  readonly since?: string;
}

/**
 * What live objects say of a deployment.
 *
 * @public
 */
export interface DeploymentStatus {
  readonly phase: DeploymentPhase;
  /** Why, in words for people; absent where everything is well. */
  readonly reason?: string;
  readonly conditions: readonly StatusCondition[];
  /** Pods that serve, and that should; absent where the objects do not say. */
  readonly replicas?: { readonly ready: number; readonly wanted: number };
  readonly endpoints: ReadonlyArray<{
    readonly url: string;
    readonly scope: 'cluster' | 'external';
  }>;
}
