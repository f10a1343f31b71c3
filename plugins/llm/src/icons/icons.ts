import DeveloperBoardIcon from '@material-ui/icons/DeveloperBoard';
import { ModelIcon } from './ModelIcon';

/**
 * The icons of the kinds by kind, for a portal that presents entities in its
 * own way.
 *
 * @public
 */
export const llmKindIcons = {
  model: ModelIcon,
  gpupool: DeveloperBoardIcon,
} as const;

/**
 * The icons of the kinds, under the keys by which an app keeps them.
 *
 * @public
 */
export const llmIcons = {
  'kind:model': llmKindIcons.model,
  'kind:gpupool': llmKindIcons.gpupool,
} as const;
