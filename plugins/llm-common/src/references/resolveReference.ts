import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** What a reference may point to. */
export interface ReferenceTarget {
  /** The kinds that make sense, in the spelling of their entities; the first one is meant where the reference names none. */
  readonly kinds: readonly string[];
}

/** A reference in full, or why it is none. */
export type ResolvedReference =
  | { ok: true; ref: string }
  | { ok: false; reason: string };

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

/**
 * Completes a reference as a catalog file has it: without a kind it means the first that makes sense, without a namespace
 * the one of the entity that holds it.
 */
export function resolveReference(options: {
  value: unknown;
  target: ReferenceTarget;
  entity: Entity;
}): ResolvedReference {
  const { value, target, entity } = options;
  const expected = target.kinds.map(withArticle).join(' or ');
  if (typeof value !== 'string') {
    return { ok: false, reason: `must be text that refers to ${expected}` };
  }
  let parsed;
  try {
    parsed = parseEntityRef(value, {
      defaultKind: target.kinds[0],
      defaultNamespace: namespaceOf(entity),
    });
  } catch {
    return {
      ok: false,
      reason: `must have the form [kind:][namespace/]name, but is "${value}"`,
    };
  }
  if (!NAME.test(parsed.namespace) || !NAME.test(parsed.name)) {
    return {
      ok: false,
      reason: `must have the form [kind:][namespace/]name with letters, digits, hyphens, dots and underscores, but is "${value}"`,
    };
  }
  const kind = parsed.kind.toLowerCase();
  if (!target.kinds.some(candidate => candidate.toLowerCase() === kind)) {
    return {
      ok: false,
      reason: `must refer to ${expected}, but "${value}" is of kind ${parsed.kind}`,
    };
  }
  return { ok: true, ref: stringifyEntityRef(parsed) };
}

/** The namespace that short references of an entity are meant in. */
export function namespaceOf(entity: Entity): string {
  const namespace: unknown = entity?.metadata?.namespace;
  return typeof namespace === 'string' && namespace
    ? namespace
    : DEFAULT_NAMESPACE;
}

function withArticle(kind: string): string {
  return `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
