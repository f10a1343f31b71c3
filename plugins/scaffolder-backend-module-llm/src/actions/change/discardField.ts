import { z } from 'zod/v3';

/** What is done about manifests that somebody has edited. */
export const discardField = z
  .boolean()
  .optional()
  .describe(
    'Goes on where somebody has edited what was rendered, and writes over it. Without it, that ends the run and says which files these are.',
  );
