import type { CardLayout, ComponentParts } from '@backstage/plugin-home-react';
import { loadHomeUsage } from '@modelyard/plugin-llm-react';

/** What both systems say of the widget before its code is there. */
export const homeWidget: {
  readonly name: string;
  /** Names it among the components of the home page. */
  readonly component: string;
  readonly title: string;
  readonly description: string;
  readonly layout: CardLayout;
} = {
  name: 'usage',
  component: 'LlmHomeUsage',
  title: 'Models my team uses',
  description: 'What your team used of models this month, and what it cost',
  layout: {
    width: { defaultColumns: 6, minColumns: 3 },
    height: { defaultRows: 5, minRows: 3 },
  },
};

/** Fetches the widget. */
export async function loadHomeWidget(): Promise<ComponentParts> {
  const HomeUsage = await loadHomeUsage();
  return { Content: () => <HomeUsage /> };
}
