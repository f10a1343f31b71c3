import type { LlmChange } from '@modelyard/plugin-llm-common';
import type { LlmApi } from '../api';
import { change, summaryOf } from './changes';
import { renderFleet } from './renderFleet';

/** Opens the page of a change, as it is or with other contents. */
export const openChange = (
  readChange: LlmApi['readChange'] | Partial<LlmChange>,
  options?: { decisionsAllowed?: boolean },
) =>
  renderFleet({
    search: '?tab=changes&change=serve-nova',
    changesAllowed: true,
    llmApi: {
      listChanges: async () => [summaryOf(change)],
      readChange:
        typeof readChange === 'function'
          ? readChange
          : async () => ({ ...change, ...readChange }),
    },
    ...options,
  });
