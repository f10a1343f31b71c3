import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ComparedConditions } from '@modelyard/llm-measures';
import { findFamily, readIntent } from '@modelyard/llm-manifests';
import {
  deploymentTarget,
  isGpuPoolEntity,
  isModelEntity,
  ModelDeployment,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { HOUR_MS } from '../usage/tables/units';
import { UsageReader } from '../usage/reading/UsageReader';
import { BaselinePlace } from './BaselineStore';

/** Enough for a week with its quiet days. */
const TRAFFIC_MS = 7 * 24 * HOUR_MS;

/** What it takes to know how a deployment runs. */
export interface DeployedConditionsOptions {
  auth: AuthService;
  catalog: CatalogService;
  /** Opens the repository with the intents; rejects where there is none. */
  open: () => Promise<GitOpsRepository>;
  usage: UsageReader;
  now?: () => number;
}

/** Under which conditions a deployment runs now: its pool says the accelerator, its intent the GPUs, the ledger the lengths. */
export class DeployedConditions {
  readonly #options: DeployedConditionsOptions;
  readonly #now: () => number;

  static create(options: DeployedConditionsOptions) {
    return new DeployedConditions(options);
  }

  private constructor(options: DeployedConditionsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** What is not known is absent. Rejects where the catalog or the ledger does not answer. */
  async read(place: BaselinePlace): Promise<ComparedConditions> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(place.model, { credentials });
    if (!entity || !isModelEntity(entity)) {
      return {};
    }
    const deployments = entity.spec.deployments ?? [];
    const deployment = deployments.find(
      ({ name }) => name === place.deployment,
    );
    if (!deployment) {
      return {};
    }
    const [accelerator, gpus, lengths] = await Promise.all([
      this.#acceleratorOf(entity, deployment),
      this.#gpusOf(deployment),
      this.#lengthsOf(place, deployments.length === 1),
    ]);
    return {
      ...(accelerator !== undefined && { accelerator }),
      ...(gpus !== undefined && { gpus }),
      ...lengths,
    };
  }

  async #acceleratorOf(
    entity: ModelEntityV1alpha1,
    deployment: ModelDeployment,
  ): Promise<string | undefined> {
    const { auth, catalog } = this.#options;
    const target = deploymentTarget({ entity, deployment });
    if (target?.kind !== 'pool') {
      return undefined;
    }
    const credentials = await auth.getOwnServiceCredentials();
    const pool = await catalog.getEntityByRef(target.ref, { credentials });
    if (!pool || !isGpuPoolEntity(pool)) {
      return undefined;
    }
    const group = pool.spec.devices.find(({ name }) => name === target.devices);
    // A part of a device is not the device, and how large the part is depends on who else is there.
    return group?.sharing?.strategy === 'exclusive'
      ? group.accelerator
      : undefined;
  }

  async #gpusOf({ intent: path }: ModelDeployment) {
    if (path === undefined) {
      return undefined;
    }
    let text: string;
    try {
      const repository = await this.#options.open();
      text = (await repository.readFile({ path })).toString();
    } catch {
      // No repository, or no such file: the health of the source says so.
      return undefined;
    }
    const intent = readIntent(text);
    const serving = intent.ok
      ? intent.value.parts.find(({ family }) => findFamily(family)?.serves)
      : undefined;
    return serving && gpusOfReplica(serving.input);
  }

  async #lengthsOf(
    { model, deployment }: BaselinePlace,
    isOnly: boolean,
  ): Promise<ComparedConditions> {
    const to = this.#now();
    const { sums } = await this.#options.usage.read({
      from: to - TRAFFIC_MS,
      to,
      step: 'total',
      by: [],
      where: {
        model: [model],
        // A gateway knows the model, and not always which of several deployments answered.
        ...(!isOnly && { deployment: [deployment] }),
      },
    });
    const { counts } = sums[0] ?? {};
    const requests = counts?.requests?.increase.value;
    const meanOf = (count: 'inputTokens' | 'outputTokens') => {
      const tokens = counts?.[count]?.increase.value;
      return tokens && requests ? tokens / requests : undefined;
    };
    const inputTokens = meanOf('inputTokens');
    const outputTokens = meanOf('outputTokens');
    return {
      ...(inputTokens !== undefined && { inputTokens }),
      ...(outputTokens !== undefined && { outputTokens }),
    };
  }
}

/** The GPUs of one replica; undefined where prompts are read on others, since the two do not add up to one sort of replica. */
function gpusOfReplica(input: Readonly<Record<string, unknown>>) {
  const { engine, prefill } = input;
  if (prefill !== undefined || typeof engine !== 'object' || !engine) {
    return undefined;
  }
  const sizes: Record<string, unknown> = { ...engine };
  return ['tensorParallel', 'pipelineParallel', 'dataParallel'].reduce(
    (gpus, name) => {
      const size = sizes[name];
      return typeof size === 'number' ? gpus * size : gpus;
    },
    1,
  );
}
