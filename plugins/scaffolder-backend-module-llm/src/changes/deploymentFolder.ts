import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Intent, readIntent } from '@modelyard/llm-manifests';
import {
  deploymentTarget,
  ModelEntityV1alpha1,
  ResolvedDeploymentTarget,
} from '@modelyard/plugin-llm-common';
import { entityFolder } from '@modelyard/plugin-llm-gitops-node';
import { posix } from 'node:path';
import { EntityView, fullRef, readModel } from '../actions/assess/readEntities';
import { valueOf } from '../actions/fail';

const INTENT = '/intent.yaml';

/** A deployment of a model that the person who runs the template sees. */
export interface FoundDeployment {
  model: ModelEntityV1alpha1;
  /** In full. */
  modelRef: string;
  name: string;
  /** Where its files lie in the repository. */
  folder: string;
  /** What the catalog has of it; absent where it is not there yet. */
  listed?: NonNullable<ModelEntityV1alpha1['spec']['deployments']>[number];
}

/** Finds the folder of a deployment: what the entity says, or where it would be put. */
export async function findDeployment(
  view: EntityView,
  options: {
    model?: string;
    /** The model as an earlier step wrote it, in place of the one in the catalog. */
    entity?: Record<string, unknown>;
    deployment: string;
  },
): Promise<FoundDeployment> {
  const model = await readModel(view, options);
  const modelRef = stringifyEntityRef(model);
  const name = options.deployment;
  const listed = model.spec.deployments?.find(item => item.name === name);
  const folder = listed?.intent
    ? folderOfIntent(listed.intent, modelRef)
    : `${entityFolder(modelRef)}/${name}`;
  return { model, modelRef, name, folder, ...(listed && { listed }) };
}

/** Where a deployment runs, as the catalog has it. Throws NotFoundError where it does not have it. */
export function placeOfDeployment(
  found: FoundDeployment,
): ResolvedDeploymentTarget {
  const { model, modelRef, name, listed } = found;
  if (!listed) {
    throw new NotFoundError(`In the catalog, ${whyNone(found)}`);
  }
  const target = deploymentTarget({ entity: model, deployment: listed });
  if (!target) {
    throw new InputError(
      `The catalog does not say where the deployment ${name} of ${modelRef} runs`,
    );
  }
  return target;
}

/** The intent of a deployment. Throws NotFoundError where there is none, and says where its settings are instead. */
export function readDeploymentIntent(
  found: FoundDeployment,
  text: string | undefined,
): Intent {
  const { folder, modelRef, name } = found;
  if (text === undefined) {
    throw new NotFoundError(whyNone(found));
  }
  const path = `${folder}${INTENT}`;
  const intent = valueOf(`${path} cannot be read`, readIntent(text));
  const { subject } = intent;
  if (
    subject.kind !== 'deployment' ||
    subject.deployment !== name ||
    fullRef('subject.model', subject.model, 'Model') !== modelRef
  ) {
    throw new ConflictError(
      `${path} is not about the deployment ${name} of ${modelRef}: the model names the wrong file`,
    );
  }
  return intent;
}

function folderOfIntent(path: string, modelRef: string): string {
  if (!path.endsWith(INTENT) || posix.normalize(path) !== path) {
    throw new InputError(
      `${modelRef} says that an intent is at ${path}, which is no path of an intent.yaml in the repository`,
    );
  }
  return path.slice(0, -INTENT.length);
}

function whyNone({
  model,
  modelRef,
  name,
  folder,
  listed,
}: FoundDeployment): string {
  const names = model.spec.deployments?.map(item => item.name) ?? [];
  if (!listed) {
    return `${modelRef} has no deployment ${name}; ${
      names.length > 0 ? `there are ${names.join(', ')}` : 'it has none'
    }`;
  }
  const target = deploymentTarget({ entity: model, deployment: listed });
  if (target?.kind === 'base') {
    return `The deployment ${name} of ${modelRef} has no manifests of its own: ${target.ref} serves it in its deployment ${target.deployment}, so change that one`;
  }
  return `${folder}${INTENT} is not in the GitOps repository: the deployment ${name} of ${modelRef} was not made from a template, so its manifests have to be changed where they are`;
}
