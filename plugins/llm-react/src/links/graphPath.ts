/**
 * The address of the catalog graph with one entity in its middle.
 *
 * @param options - `graph`: the path of the graph page; `entityRef`: the
 *   entity; `depth`: how many relations away the graph reaches, default 2
 * @public
 */
export function graphPath(options: {
  graph: string;
  entityRef: string;
  depth?: number;
}): string {
  const { graph, entityRef, depth = 2 } = options;
  const params = new URLSearchParams([
    ['rootEntityRefs[]', entityRef],
    ['maxDepth', String(depth)],
    ['unidirectional', 'true'],
    ['mergeRelations', 'true'],
  ]);
  return `${graph}?${params}`;
}
