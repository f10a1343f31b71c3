import {
  ANNOTATION_LOCATION,
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Platform, readIntent, renderFiles } from '@modelyard/llm-manifests';
import { GITOPS_LOCATION_TYPE } from '@modelyard/plugin-llm-gitops-node';
import { dirname } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An entity with where the catalog has it from. */
export function withLocation(location: string, entity: Entity): Entity {
  const annotations = {
    ...entity.metadata.annotations,
    [ANNOTATION_LOCATION]: location,
  };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** The files with the manifests of their intents, as they are committed; a manifest that is given stays as it is. */
export function withRendered(
  files: Readonly<Record<string, string>>,
  platformOf: (target: string) => Platform,
): Record<string, string> {
  const rendered = Object.entries(files).flatMap(([path, text]) => {
    if (!path.endsWith('/intent.yaml')) {
      return [];
    }
    const intent = readIntent(text);
    const result =
      intent.ok &&
      renderFiles({
        intent: intent.value,
        platform: platformOf(intent.value.target),
      });
    if (!intent.ok || !result || !result.ok) {
      throw new Error(
        `${path}: ${JSON.stringify((result || intent).issues, null, 2)}`,
      );
    }
    return result.value.map(file => [
      `${dirname(path)}/${file.path}`,
      file.content,
    ]);
  });
  const isManifest = (path: string) => !path.endsWith('/intent.yaml');
  return {
    ...files,
    ...Object.fromEntries(
      rendered.filter(([path]) => !(isManifest(path) && path in files)),
    ),
  };
}

/** The entities in the catalog files of a repository, as its provider brings them into the catalog. */
export function entitiesIn(files: Readonly<Record<string, string>>): Entity[] {
  return Object.entries(files)
    .filter(([path]) => path.endsWith('/catalog-info.yaml'))
    .flatMap(([path, text]) =>
      parseAllDocuments(text).map(document => {
        const entity: Entity = document.toJS();
        const { namespace = 'default' } = entity.metadata;
        return withLocation(`${GITOPS_LOCATION_TYPE}:${path}`, {
          ...entity,
          metadata: { ...entity.metadata, namespace },
          relations: ownedBy(entity.spec?.owner, namespace),
        });
      }),
    );
}

/** As the catalog relates an entity to its owner. */
function ownedBy(owner: unknown, defaultNamespace: string) {
  if (typeof owner !== 'string') {
    return [];
  }
  const targetRef = stringifyEntityRef(
    parseEntityRef(owner, { defaultKind: 'group', defaultNamespace }),
  );
  return [{ type: RELATION_OWNED_BY, targetRef }];
}
