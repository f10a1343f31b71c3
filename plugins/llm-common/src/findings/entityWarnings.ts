import { Entity } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import { isRecord, list, text } from '../safe';

/**
 * Type of the items in an entity's `status` that carry the findings of this suite.
 *
 * @public
 */
export const STATUS_ITEM_TYPE_FINDING = 'modelyard.dev/finding';

/**
 * One item of an entity's `status`, in the shape of the catalog's `EntityStatusItem`.
 *
 * @public
 */
export type FindingStatusItem = {
  type: string;
  level: 'info' | 'warning' | 'error';
  message: string;
  /** Carries the path and the code, which a status item has no field for. */
  error?: { name: string; message: string };
};

/**
 * Writes an issue as an item for `entity.status.items`, from which {@link entityWarnings} reads it.
 *
 * @public
 */
export function toStatusItem(issue: Issue): FindingStatusItem {
  return {
    type: STATUS_ITEM_TYPE_FINDING,
    level: issue.severity,
    message: issue.message,
    error: { name: issue.code, message: issue.path },
  };
}

/**
 * The warnings that the backend put on an entity: things that let it pass and that its owner should know of.
 *
 * @returns The warnings in the order in which they were found; empty for an entity without any
 * @public
 */
export function entityWarnings(entity: Entity): Issue[] {
  const { status } = (entity ?? {}) as { status?: { items?: unknown } };
  return list(status?.items)
    .filter(
      (item): item is FindingStatusItem =>
        isRecord(item) &&
        item.type === STATUS_ITEM_TYPE_FINDING &&
        item.level === 'warning',
    )
    .map(({ message, error }) => ({
      path: text(error?.message) ?? '',
      code: text(error?.name) ?? 'finding',
      message: text(message) ?? '',
      severity: 'warning',
    }));
}
