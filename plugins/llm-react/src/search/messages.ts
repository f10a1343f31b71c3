/** Texts of the search results. */
export const searchMessages = {
  owner: 'Owner: {{owner}}',
  kind: {
    model: 'Model',
    gpupool: 'GPU pool',
  },
} as const;
