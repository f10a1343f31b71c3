import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/** What a change does to what. */
export interface ChangeName {
  /** Such as serve: lower-case letters and hyphens. */
  act: string;
  /** Ref of the Model or the GpuPool, in full. */
  entity: string;
  /** What of the entity, such as the name of a deployment. */
  part?: string;
}

/** What an id may have, with space for what tells two names apart. */
const MAX_LENGTH = 91;

/**
 * The id of a change by what it is about, such as `serve.default.qwen3-8b.prod`: the same one again, and no other. A dot stands
 * between names only, and an underscore only before the hash of names that have more than lower-case letters, digits and
 * hyphens in them.
 */
export function changeId({ act, entity, part }: ChangeName): string {
  const { namespace, name } = parseEntityRef(
    stringifyEntityRef(parseEntityRef(entity)),
  );
  const names = [act, namespace, name, ...(part === undefined ? [] : [part])];
  const whole = names.join('.');
  if (
    names.every(text => /^[a-z0-9-]+$/.test(text)) &&
    whole.length <= MAX_LENGTH
  ) {
    return whole;
  }
  const plain = names.map(text =>
    text.toLowerCase().replace(/[^a-z0-9-]+/g, '-'),
  );
  const hash = createHash('sha256').update(JSON.stringify(names));
  return `${plain.join('.').slice(0, MAX_LENGTH)}_${hash
    .digest('hex')
    .slice(0, 8)}`;
}
