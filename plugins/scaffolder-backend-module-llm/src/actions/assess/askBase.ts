import { InputError } from '@backstage/errors';
import {
  describeDeployment,
  engineSchema,
  findFamily,
  Intent,
  toEngineOptions,
} from '@modelyard/llm-manifests';
import { assess, EngineOptions } from '@modelyard/llm-sizing';
import { countOf } from '@modelyard/llm-units';
import {
  deploymentTarget,
  GpuPoolEntityV1alpha1,
  ModelEntityV1alpha1,
  toAssessedPool,
  toBaseDeployment,
} from '@modelyard/plugin-llm-common';
import {
  findDeployment,
  FoundDeployment,
  readDeploymentIntent,
} from '../../changes/deploymentFolder';
import { ManifestTools } from '../ManifestTools';
import { parseInput } from '../parseInput';
import { assessed, PoolAnswer } from './ask';
import { IntentSources, presentIntent } from './presentIntent';
import { AssessQuestion } from './question';
import { EntityView, readModel, readPool } from './readEntities';

/** What is asked for beside the catalog: how the base runs stands in its intent. */
export interface BaseSources extends IntentSources {
  tools: ManifestTools;
}

/** Asks whether a deployment has room for an adapter of its model. */
export async function askBase(
  view: EntityView,
  sources: BaseSources,
  question: AssessQuestion & Required<Pick<AssessQuestion, 'base'>>,
): Promise<PoolAnswer> {
  const [model, found] = await Promise.all([
    readModel(view, question),
    findDeployment(view, question.base),
  ]);
  const version = adapterOf(model, question.version);
  const intent = readDeploymentIntent(
    found,
    await presentIntent(found, sources),
  );
  const { listed } = found;
  const place =
    listed && deploymentTarget({ entity: found.model, deployment: listed });
  if (!listed || place?.kind !== 'pool') {
    throw new InputError(
      `base: the deployment ${found.name} of ${found.modelRef} runs on no GPU pool, so that it serves no adapters`,
    );
  }
  const pool = await readPool(view, place.ref);
  const devices = place.devices ?? onlyDevices(pool, place.ref);
  const base = toBaseDeployment({
    entity: found.model,
    deployment: listed,
    version: versionOf(intent),
    devices,
    engine: engineOf(intent, found),
  });
  if (!base) {
    throw new InputError(
      `base: ${found.modelRef} says nothing of the architecture of ${versionOf(
        intent,
      )}, without which nobody knows what room it has`,
    );
  }
  const servers = serversOf(intent, sources.tools);
  const { groups } = assess({
    ...assessed(model, { ...question, version }),
    intent: { base, override: question.override },
    workload: shareOf(question.workload!, servers),
    pools: [toAssessedPool({ entity: pool, now: new Date() })],
  });
  const group = groups.find(item => item.devices === devices);
  if (!group) {
    throw new InputError(
      `base: ${place.ref} has no device group ${devices}, on which the catalog has the deployment ${found.name} of ${found.modelRef}`,
    );
  }
  const { concurrentRequests } = question.workload!;
  return {
    model,
    group,
    place: `the deployment ${found.name} of ${found.modelRef} (${group.pool}, ${devices})`,
    notes: [
      `${version} is served by the deployment ${found.name} of ${
        found.modelRef
      }${
        servers > 1
          ? `, whose ${servers} servers share ${countOf(
              concurrentRequests,
              'request',
            )}`
          : ''
      }`,
    ],
  };
}

/** The version that is asked for; the newest adapter where none is. */
function adapterOf(
  { spec }: ModelEntityV1alpha1,
  name: string | undefined,
): string {
  const version = spec.versions.find(item =>
    name === undefined ? item.kind === 'adapter' : item.name === name,
  );
  if (version?.kind !== 'adapter') {
    throw new InputError(
      version
        ? `version: ${version.name} is no adapter, so that no base serves it`
        : `version: the model has no ${name ?? 'adapter'}`,
    );
  }
  return version.name;
}

function versionOf({ subject }: Intent): string {
  return subject.kind === 'deployment' ? subject.version : '';
}

function engineOf(
  { parts }: Intent,
  { name, modelRef }: FoundDeployment,
): EngineOptions {
  const part = parts.find(({ family }) => findFamily(family)?.serves);
  if (!part) {
    throw new InputError(
      `base: nothing in the intent of the deployment ${name} of ${modelRef} serves a model`,
    );
  }
  return toEngineOptions(parseInput(engineSchema, part.input.engine ?? {}));
}

/** Servers that there are under load; one where nobody knows. */
function serversOf(intent: Intent, tools: ManifestTools): number {
  const platform = tools.findTarget(intent.target);
  return (
    (platform && describeDeployment({ intent, platform })?.replicas?.max) ?? 1
  );
}

/** What of a workload comes to one of so many servers, at the most. */
function shareOf(
  workload: NonNullable<AssessQuestion['workload']>,
  servers: number,
): NonNullable<AssessQuestion['workload']> {
  return {
    ...workload,
    concurrentRequests: Math.ceil(workload.concurrentRequests / servers),
  };
}

function onlyDevices({ spec }: GpuPoolEntityV1alpha1, ref: string): string {
  if (spec.devices.length !== 1) {
    throw new InputError(
      `base: the catalog does not say on which device group of ${ref} the deployment runs`,
    );
  }
  return spec.devices[0].name;
}
