// The repository that the package's own tests start. It is no part of what the
// package publishes, and a second one would drift from it.
/* eslint-disable @backstage/no-forbidden-package-imports */
export { startRepository } from '@modelyard/plugin-llm-gitops-node/src/__testUtils__/startRepository';
