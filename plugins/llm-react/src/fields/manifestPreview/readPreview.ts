import type { LlmChangePreview } from '@modelyard/plugin-llm-common';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * What the step that commits put out. Undefined where it was left out by its
 * condition, and null where it says nothing that this page could show.
 */
export function readPreview(
  output: unknown,
): LlmChangePreview | undefined | null {
  const preview = isObject(output) ? output.preview : undefined;
  if (preview === undefined || preview === '' || preview === null) {
    return undefined;
  }
  const isPreview =
    isObject(preview) &&
    typeof preview.digest === 'string' &&
    (['files', 'checks', 'owners'] as const).every(key =>
      Array.isArray(preview[key]),
    );
  // The backend writes it by the same type.
  return isPreview ? (preview as unknown as LlmChangePreview) : null;
}
