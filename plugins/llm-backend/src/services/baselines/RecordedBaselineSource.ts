import {
  baselineDifferences,
  ThroughputBaseline,
} from '@modelyard/llm-measures';
import { BaselineSource } from '../measures/BaselineSource';
import { BaselinePlace, BaselineStore } from './BaselineStore';
import { DeployedConditions } from './DeployedConditions';

/** The latest recorded baselines, compared to how their deployments run. */
export class RecordedBaselineSource implements BaselineSource {
  readonly #store: BaselineStore;
  readonly #deployed: DeployedConditions;

  static create(options: {
    store: BaselineStore;
    deployed: DeployedConditions;
  }) {
    return new RecordedBaselineSource(options.store, options.deployed);
  }

  private constructor(store: BaselineStore, deployed: DeployedConditions) {
    this.#store = store;
    this.#deployed = deployed;
  }

  async find(place: BaselinePlace): Promise<ThroughputBaseline | undefined> {
    const latest = await this.#store.latest(place);
    if (!latest) {
      return undefined;
    }
    return {
      id: latest.id,
      tokensPerSecond: latest.tokensPerSecond,
      differences: baselineDifferences({
        recorded: latest.conditions,
        deployed: await this.#deployed.read(place),
      }),
    };
  }
}
