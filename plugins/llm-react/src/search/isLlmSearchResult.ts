/** Kinds, as search documents have them, that the suite draws by itself. */
const kinds = ['model', 'gpupool'];

/**
 * Whether a search result is one of the suite's kinds. Other results are left
 * to the catalog's own item.
 *
 * @public
 */
export function isLlmSearchResult(result: {
  type: string;
  document: object;
}): boolean {
  const kind = 'kind' in result.document ? result.document.kind : undefined;
  return (
    result.type === 'software-catalog' &&
    typeof kind === 'string' &&
    kinds.includes(kind.toLowerCase())
  );
}
