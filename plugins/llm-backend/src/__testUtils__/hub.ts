// The hub that the reader's own tests ask. It is no part of what the package
// publishes, and a second one would drift from it.
/* eslint-disable @backstage/no-forbidden-package-imports */
export {
  COMMIT,
  startHub,
  type TestRepository,
} from '@modelyard/plugin-llm-node/src/modelSource/__testUtils__/startHub';
export {
  startServer,
  type TestServer,
} from '@modelyard/plugin-llm-node/src/modelSource/__testUtils__/startServer';
export {
  BYTES,
  CONFIG,
  SHARDED,
} from '@modelyard/plugin-llm-node/src/modelSource/__testUtils__/tinyModel';
export { ggufFile } from '@modelyard/plugin-llm-node/src/modelSource/__testUtils__/weightFiles';
