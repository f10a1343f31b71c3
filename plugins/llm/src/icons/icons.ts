import DeveloperBoardIcon from '@material-ui/icons/DeveloperBoard';
import { ModelIcon } from './ModelIcon';

/**
 * The icons of the kinds, under the keys by which a portal looks them up.
 *
 * @public
 */
export const llmIcons = {
  'kind:model': ModelIcon,
  'kind:gpupool': DeveloperBoardIcon,
} as const;
