import type { LlmFieldItem } from './LlmFieldItem';

/**
 * All form fields of the suite. A new field is one folder and one item here.
 *
 * @public
 */
export const llmFields: readonly LlmFieldItem[] = [
  {
    name: 'ModelSource',
    load: async () => (await import('./modelSource/ModelSource')).ModelSource,
  },
  {
    name: 'ManifestPreview',
    load: async () =>
      (await import('./manifestPreview/ManifestPreview')).ManifestPreview,
  },
];
