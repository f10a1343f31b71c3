/** Texts of the shared links and the copy button. */
export const linksMessages = {
  copy: 'Copy {{what}}',
  copied: 'Copied',
} as const;
