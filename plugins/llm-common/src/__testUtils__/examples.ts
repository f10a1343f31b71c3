import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import fs from 'fs';
import path from 'path';
import { parseAllDocuments } from 'yaml';
import {
  ANNOTATION_OVERSIGHT_CONTACT,
  isGpuPoolEntity,
  isModelEntity,
  ModelEntityV1alpha1,
  relationsOf,
} from '..';

const EXAMPLES = path.resolve(__dirname, '../../../../examples');

/** One entity of the demo organisation and the file that it stands in, relative to the folder of the examples. */
export interface Example {
  file: string;
  entity: Entity;
}

/** Intents and manifests lie beside the entities in the GitOps repository; what delivers them is no entity either. */
function isEntityFile(file: string): boolean {
  return file.startsWith('gitops')
    ? path.basename(file) === 'catalog-info.yaml'
    : !file.startsWith('delivery');
}

function readExamples(): Example[] {
  return fs
    .readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml') && isEntityFile(file))
    .sort()
    .flatMap(file =>
      parseAllDocuments(fs.readFileSync(path.join(EXAMPLES, file), 'utf8')).map(
        document => {
          if (document.errors.length > 0) {
            throw new Error(`${file}: ${document.errors[0].message}`);
          }
          return { file, entity: document.toJS() as Entity };
        },
      ),
    );
}

/** Entity refs in the catalog's own kinds: where they stand, and the kind of a ref without one. */
const refFields: Record<string, string> = {
  owner: 'group',
  parent: 'group',
  children: 'group',
  memberOf: 'group',
  domain: 'domain',
  system: 'system',
  providesApis: 'api',
  consumesApis: 'api',
  dependsOn: 'component',
  dependencyOf: 'component',
};

/** Every entity ref that an entity names, in full: relations, quotas and the contact for oversight. */
export function refsOf(entity: Entity): string[] {
  if (isModelEntity(entity) || isGpuPoolEntity(entity)) {
    const quotas = isGpuPoolEntity(entity) ? entity.spec.quotas ?? [] : [];
    return [
      ...relationsOf(entity).map(relation => relation.targetRef),
      ...quotas.map(quota => quota.group),
    ];
  }
  const fromSpec = Object.entries(refFields).flatMap(([field, defaultKind]) =>
    [entity.spec?.[field] ?? []].flat().map(ref =>
      stringifyEntityRef(
        parseEntityRef(String(ref), {
          defaultKind,
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      ),
    ),
  );
  const contact = entity.metadata.annotations?.[ANNOTATION_OVERSIGHT_CONTACT];
  return contact ? [...fromSpec, contact] : fromSpec;
}

export const examples = readExamples();
export const entities = examples.map(({ entity }) => entity);
export const models = entities.filter(isModelEntity);
export const pools = entities.filter(isGpuPoolEntity);
export const byRef = new Map(
  entities.map(entity => [stringifyEntityRef(entity), entity]),
);

/** The model of a ref. */
export function modelOf(ref: string): ModelEntityV1alpha1 {
  const entity = byRef.get(ref);
  if (!entity || !isModelEntity(entity)) {
    throw new Error(`${ref} is no model of the examples`);
  }
  return entity;
}
