import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { toEngineOptions } from '@modelyard/llm-manifests';
import {
  assess,
  AssessOptions,
  assessProviders,
  GroupVerdict,
  ProviderVerdict,
} from '@modelyard/llm-sizing';
import { Result } from '@modelyard/llm-units';
import {
  engineTask,
  ModelEntityV1alpha1,
  toAssessedModel,
  toAssessedPool,
  toAssessedProvider,
} from '@modelyard/plugin-llm-common';
import { AssessQuestion } from './question';
import {
  EntityView,
  fullRef,
  readEntity,
  readModel,
  readPool,
} from './readEntities';
import { Serving, servingOf } from './servingOf';

/** The verdict on a device group, and what comes of it. */
export interface PoolAnswer {
  model: ModelEntityV1alpha1;
  group: GroupVerdict;
  /** What the place is called in sentences. */
  place: string;
  /** What is to be known of the place beside the reasons of the verdict. */
  notes: string[];
  /** Absent where nothing could be placed. */
  serving?: Result<Serving>;
}

/** Asks for the verdict on one device group of a pool. */
export async function askPool(
  view: EntityView,
  question: AssessQuestion,
): Promise<PoolAnswer> {
  const [model, pool] = await Promise.all([
    readModel(view, question),
    readPool(view, question.pool!),
  ]);
  const task = question.engine.task ?? engineTask(model.spec.type);
  if (task === undefined) {
    throw new InputError(
      `A model of the type ${model.spec.type} is served by no engine that is known here`,
    );
  }
  const engine = { ...question.engine, task };
  const { groups } = assess({
    ...assessed(model, question),
    intent: { engine: toEngineOptions(engine), override: question.override },
    workload: question.workload!,
    pools: [toAssessedPool({ entity: pool, now: new Date() })],
  });
  const group = groups.find(({ devices }) => devices === question.devices);
  if (!group) {
    const names = groups.map(({ devices }) => devices).join(', ');
    throw new InputError(
      `devices: ${question.pool} has no device group ${question.devices}; there are ${names}`,
    );
  }
  return {
    model,
    group,
    place: `${group.pool}, ${group.devices}`,
    notes: [],
    serving: servingOf({ question, engine, model, pool, group }),
  };
}

/** Asks what policy says of a provider. */
export async function askProvider(
  view: EntityView,
  question: AssessQuestion,
): Promise<{ name: string; policy: ProviderVerdict['policy'] }> {
  const ref = fullRef('provider', question.provider!, 'Resource');
  const [model, entity] = await Promise.all([
    readModel(view, question),
    readEntity(view, 'provider', ref, 'Resource'),
  ]);
  const provider = entity && toAssessedProvider(entity);
  if (!provider) {
    throw new NotFoundError(`You see no provider ${ref} in the catalog`);
  }
  const facts = assessed(model, question);
  const providers = question.fallback
    ? assessProviders({ ...facts, providers: [provider] })
    : assess({
        ...facts,
        // Nothing is sized for a model that a provider serves.
        workload: { promptTokens: 1, answerTokens: 1, concurrentRequests: 1 },
        pools: [],
        providers: [provider],
      }).providers;
  if (providers.length === 0) {
    throw new InputError(
      `version: ${
        question.version ?? 'the newest one'
      } is not external, so that no provider serves it`,
    );
  }
  return { name: stringifyEntityRef(model), policy: providers[0].policy };
}

/** What every question about a model says. */
export function assessed(
  model: ModelEntityV1alpha1,
  { version, dataClass, regions }: AssessQuestion,
): Pick<AssessOptions, 'model' | 'version' | 'usage' | 'policy'> {
  return {
    model: toAssessedModel(model),
    version,
    usage: 'declared',
    policy: { dataClass, regions },
  };
}
