import { Entity } from '@backstage/catalog-model';
import { isRecord } from '../safe';

/** The text of an annotation; `undefined` where the entity has none. */
export function annotationOf(entity: Entity, name: string): string | undefined {
  const annotations: unknown =
    isRecord(entity?.metadata) && entity.metadata.annotations;
  const value = isRecord(annotations) ? annotations[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Where an annotation stands, for the path of an issue. */
export function annotationPath(name: string): string {
  return `metadata.annotations['${name}']`;
}
