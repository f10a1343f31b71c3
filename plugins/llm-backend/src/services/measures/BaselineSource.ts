import { ThroughputBaseline } from '@modelyard/llm-measures';

/** Knows what benchmarks measured of deployments. */
export interface BaselineSource {
  /**
   * The latest baseline of a deployment, with what its conditions differ in from those of the deployment now.
   *
   * @param options - `model` is the full ref of a Model, `deployment` one of its deployments, `version` the version that it
   * serves. A baseline of another version or deployment is none
   * @returns Undefined where nothing is recorded
   */
  find(options: {
    model: string;
    deployment: string;
    version: string;
  }): Promise<ThroughputBaseline | undefined>;
}
