import { DEFAULT_NAMESPACE, Entity } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/** What `llm:gitops:commit` takes, with space for what tells two names apart. */
const MAX_LENGTH = 91;

/** Names the change, or the branch, by which a component begins to use a model: the same one again, and no other. */
export function changeName(component: Entity, model: Entity): string {
  const names = [model, component].map(({ metadata }) => ({
    name: metadata.name,
    namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
  }));
  const whole = `use-${names[0].name}-in-${names[1].name}`;
  const plain = whole
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, MAX_LENGTH);
  const isClear =
    plain === whole &&
    // Otherwise the word between the names could be a part of either.
    names.every(({ name }) => !name.split('-').includes('in')) &&
    names.every(({ namespace }) => namespace === DEFAULT_NAMESPACE);
  if (isClear) {
    return plain;
  }
  const hash = createHash('sha256').update(JSON.stringify(names));
  return `${plain}-${hash.digest('hex').slice(0, 8)}`;
}
