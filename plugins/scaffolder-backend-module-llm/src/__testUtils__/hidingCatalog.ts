// The catalog that hides entities from people, as the tests of the package that
// finds out about hidden ones have it.
/* eslint-disable @backstage/no-forbidden-package-imports */
export { hidingCatalog } from '@modelyard/plugin-llm-node/src/visibility/__testUtils__/hidingCatalog';
