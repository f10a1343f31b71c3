import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  isApiEntity,
  parseEntityRef,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  apiBaseUrl,
  isModelEntity,
  ModelDeployment,
  ModelEntityV1alpha1,
  relationsOf,
} from '@modelyard/plugin-llm-common';
import { parse } from 'yaml';

/** What the catalog knows of a component and of the model that it is to use. */
export interface ModelUse {
  component: Entity;
  /** What the component is part of. */
  system?: Entity;
  model: ModelEntityV1alpha1;
  /** The APIs that the model is reached by. */
  apis: Entity[];
}

/** Reads a component and a model, with what is around them. Throws for one that the user does not see. */
export async function readModelUse(options: {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  component: string;
  model: string;
}): Promise<ModelUse> {
  const { catalog, credentials } = options;
  const componentRef = fullRef('component', options.component, 'Component');
  const modelRef = fullRef('model', options.model, 'Model');
  const read = async (entityRefs: string[]) =>
    entityRefs.length > 0
      ? (await catalog.getEntitiesByRefs({ entityRefs }, { credentials })).items
      : [];

  const [component, model] = await read([componentRef, modelRef]);
  if (!component) {
    throw new NotFoundError(`You see no ${componentRef} in the catalog`);
  }
  if (!model || !isModelEntity(model)) {
    throw new NotFoundError(`You see no model ${modelRef} in the catalog`);
  }
  const systemRef = component.relations?.find(
    ({ type, targetRef }) =>
      type === RELATION_PART_OF && targetRef.startsWith('system:'),
  )?.targetRef;
  const apiRefs = relationsOf(model)
    .filter(({ type }) => type === RELATION_PROVIDES_API)
    .map(({ targetRef }) => targetRef);
  const [[system], apis] = await Promise.all([
    read(systemRef ? [systemRef] : []),
    read(apiRefs),
  ]);
  return {
    component,
    model,
    system,
    apis: apis.filter(api => api !== undefined),
  };
}

/** The address of the first API that names one for the task of the model. */
export function baseUrlOf({ apis, model }: ModelUse): string | undefined {
  for (const api of apis) {
    if (isApiEntity(api) && api.spec.type === 'openapi') {
      const url = apiBaseUrl({
        definition: parsed(api.spec.definition),
        task: model.spec.type,
      });
      if (url) {
        return url;
      }
    }
  }
  return undefined;
}

function parsed(definition: string): unknown {
  try {
    return parse(definition, { maxAliasCount: 100, logLevel: 'error' });
  } catch {
    // Whoever reads the API sees that; here it only names no address.
    return undefined;
  }
}

/** The deployment that is meant: the one of that name, else one in production, else the first. */
export function deploymentOf(
  model: ModelEntityV1alpha1,
  name: string | undefined,
): ModelDeployment | undefined {
  const deployments = model.spec.deployments ?? [];
  if (name === undefined) {
    return (
      deployments.find(({ environment }) => environment === 'production') ??
      deployments[0]
    );
  }
  const found = deployments.find(candidate => candidate.name === name);
  if (!found) {
    throw new InputError(
      `deployment: ${stringifyEntityRef(model)} has no deployment ${name}; ${
        deployments.length > 0
          ? `there are ${deployments.map(other => other.name).join(', ')}`
          : 'it has none'
      }`,
    );
  }
  return found;
}

function fullRef(field: string, ref: string, kind: string): string {
  let parsedRef;
  try {
    parsedRef = parseEntityRef(ref, { defaultKind: kind });
  } catch (error) {
    throw new InputError(`${field} is no entity reference: ${ref}`, error);
  }
  if (parsedRef.kind.toLowerCase() !== kind.toLowerCase()) {
    throw new InputError(`${field} must name a ${kind}, not ${ref}`);
  }
  return stringifyEntityRef(parsedRef);
}
