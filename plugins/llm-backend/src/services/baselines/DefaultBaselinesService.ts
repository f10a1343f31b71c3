import {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { readBenchmark } from '@modelyard/llm-measures';
import { formatIssue } from '@modelyard/llm-units';
import {
  findVersion,
  isModelEntity,
  LlmBaseline,
  LlmBaselineToRecord,
  ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { LlmRoleGroups, mayDecide } from '@modelyard/plugin-llm-node';
import { createHash } from 'node:crypto';
import { UserCredentials } from '../changes';
import { BaselinesService } from './BaselinesService';
import { BaselineStore } from './BaselineStore';
import { canonicalText } from './canonicalText';

/** Clocks of machines differ, and `vllm bench serve` names no time zone. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/** What the service is made with. */
export interface BaselinesOptions {
  store: BaselineStore;
  catalog: CatalogService;
  groups: LlmRoleGroups;
  userInfo: UserInfoService;
  now?: () => number;
}

/** Reads results, holds them to the catalog, and keeps of them what was measured: no prompts, answers or addresses. */
export class DefaultBaselinesService implements BaselinesService {
  readonly #options: BaselinesOptions;
  readonly #now: () => number;

  static create(options: BaselinesOptions) {
    return new DefaultBaselinesService(options);
  }

  private constructor(options: BaselinesOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  async listBaselines(options: {
    model: string;
    credentials: BackstageCredentials;
  }): Promise<LlmBaseline[]> {
    const entity = await this.#readModel(options.model, options.credentials);
    return this.#options.store.list(stringifyEntityRef(entity));
  }

  async recordBaseline(options: {
    baseline: LlmBaselineToRecord;
    credentials: UserCredentials;
  }): Promise<LlmBaseline> {
    const { baseline, credentials } = options;
    const entity = await this.#readModel(baseline.model, credentials);
    const model = stringifyEntityRef(entity);
    const user = await this.#requireResponsible(entity, credentials);
    requirePlace(entity, baseline);

    const read = readBenchmark(baseline.result);
    if (!read.ok) {
      throw new InputError(
        `result cannot be read: ${read.issues.map(formatIssue).join('; ')}`,
      );
    }
    const { tool, ranAt, conditions, ...figures } = read.value;
    const now = this.#now();
    if (Date.parse(ranAt) > now + AHEAD_MS) {
      throw new InputError(
        `result says that it is of ${ranAt}, which has not come yet`,
      );
    }
    const { version, deployment, note } = baseline;
    const digest = `sha256:${sha256(canonicalText(baseline.result))}`;
    const known = { ...baseline.conditions, ...conditions };
    const recorded = { model, version, deployment, digest, conditions: known };
    return this.#options.store.add({
      // What is recorded again just so is the same record, whoever sends it.
      id: sha256(canonicalText({ ...recorded, note })).slice(0, 32),
      ...recorded,
      ...figures,
      tool,
      ranAt,
      recordedAt: new Date(now).toISOString(),
      recordedBy: user,
      ...(note && { note }),
    });
  }

  async #readModel(
    model: string,
    credentials: BackstageCredentials,
  ): Promise<ModelEntityV1alpha1> {
    const entity = await this.#options.catalog.getEntityByRef(refOf(model), {
      credentials,
    });
    if (!entity || !isModelEntity(entity)) {
      throw new NotFoundError(`You see no model ${model} in the catalog`);
    }
    return entity;
  }

  /** A baseline decides what a later gain is: it is for those who answer for the model. */
  async #requireResponsible(
    entity: ModelEntityV1alpha1,
    credentials: UserCredentials,
  ): Promise<string> {
    const { groups, userInfo } = this.#options;
    const user = await userInfo.getUserInfo(credentials);
    const owners = (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    if (!mayDecide(user, groups, owners)) {
      throw new NotAllowedError(
        `You neither own ${stringifyEntityRef(
          entity,
        )} nor run the platform: recording its baseline needs somebody ${
          owners.length > 0 ? `of ${owners.join(' and ')}, or ` : ''
        }of the platform team`,
      );
    }
    return user.userEntityRef;
  }
}

function requirePlace(
  entity: ModelEntityV1alpha1,
  { version, deployment }: LlmBaselineToRecord,
): void {
  const model = stringifyEntityRef(entity);
  if (!findVersion(entity, version)) {
    const names = entity.spec.versions?.map(({ name }) => name) ?? [];
    throw new InputError(
      `version must name a version of ${model}, which has ${
        names.join(', ') || 'none'
      }, not '${version}'`,
    );
  }
  const names = entity.spec.deployments?.map(({ name }) => name) ?? [];
  if (!names.includes(deployment)) {
    throw new InputError(
      `deployment must name a deployment of ${model}, which has ${
        names.join(', ') || 'none'
      }, not '${deployment}'`,
    );
  }
}

function refOf(model: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(model, { defaultKind: 'Model' }));
  } catch (error) {
    throw new InputError(`model is not an entity ref: '${model}'`, error);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
