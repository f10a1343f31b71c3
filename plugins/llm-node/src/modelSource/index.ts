export type { ModelFileRole } from './files/roleOf';
export type { InspectedFile, ModelInspection } from './ModelInspection';
export {
  ModelSourceReader,
  type InspectModelOptions,
} from './ModelSourceReader';
export { toModelVersion } from './toModelVersion';
