import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { llmApiFactory } from '@modelyard/plugin-llm-react';

/** The client of the backend. */
export const llmApi = ApiBlueprint.make({
  params: defineParams => defineParams(llmApiFactory),
});
