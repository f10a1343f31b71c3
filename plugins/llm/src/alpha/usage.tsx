import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { llmUsageFilter, loadUsageContent } from '@modelyard/plugin-llm-react';
import { usageTab } from '../usageTab';

/** The tab of usage on the pages of models, and of what uses them. */
export const usageContent = EntityContentBlueprint.make({
  name: 'usage',
  params: {
    path: usageTab.path,
    title: usageTab.title,
    filter: llmUsageFilter,
    loader: async () => {
      const UsageContent = await loadUsageContent();
      return <UsageContent />;
    },
  },
});
