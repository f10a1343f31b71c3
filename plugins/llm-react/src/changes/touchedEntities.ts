import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  GPU_POOL_KIND,
  MODEL_KIND,
  type LlmChangedFile,
} from '@modelyard/plugin-llm-common';
import { parseAllDocuments } from 'yaml';

/** What is read of a document; it may be anything. */
interface Described {
  kind?: unknown;
  metadata?: { name?: unknown; namespace?: unknown };
  subject?: { model?: unknown; pool?: unknown };
}

function documentsOf(text: string): Described[] {
  return [...parseAllDocuments(text, { logLevel: 'error' })].flatMap(
    document => {
      try {
        const value: unknown = document.toJS({ maxAliasCount: 100 });
        return typeof value === 'object' && value !== null ? [value] : [];
      } catch {
        // What cannot be read names nothing; the diff shows it all the same.
        return [];
      }
    },
  );
}

function entityOf({ kind, metadata }: Described): string[] {
  const { name, namespace = 'default' } = metadata ?? {};
  const parts = { kind, namespace, name };
  return Object.values(parts).every(part => part && typeof part === 'string')
    ? [stringifyEntityRef(parts as Record<keyof typeof parts, string>)]
    : [];
}

function subjectOf({ subject }: Described): string[] {
  const named: Array<[unknown, string]> = [
    [subject?.model, MODEL_KIND],
    [subject?.pool, GPU_POOL_KIND],
  ];
  return named.flatMap(([ref, defaultKind]) => {
    try {
      return typeof ref === 'string'
        ? [stringifyEntityRef(parseEntityRef(ref, { defaultKind }))]
        : [];
    } catch {
      return [];
    }
  });
}

/**
 * Refs of the entities that a change describes, or deploys. What it removes is
 * not among them: it will not be in the catalog any more.
 */
export function touchedEntities(files: readonly LlmChangedFile[]): string[] {
  const refs = files.flatMap(({ path, after = '' }) => {
    if (/(^|\/)catalog-info\.yaml$/.test(path)) {
      return documentsOf(after).flatMap(entityOf);
    }
    return /(^|\/)intent\.yaml$/.test(path)
      ? documentsOf(after).flatMap(subjectOf)
      : [];
  });
  return [...new Set(refs)].sort();
}
