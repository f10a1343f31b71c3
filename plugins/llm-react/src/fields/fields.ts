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
    validation: async (...args) => {
      const { validateModelSource } = await import(
        './modelSource/validateModelSource'
      );
      validateModelSource(...args);
    },
  },
  {
    name: 'GpuPoolPicker',
    load: async () =>
      (await import('./gpuPoolPicker/GpuPoolPicker')).GpuPoolPicker,
    validation: async (...asked) =>
      (await import('./gpuPoolPicker/validatePlace')).validatePlace(...asked),
  },
  {
    name: 'DeploymentPicker',
    load: async () =>
      (await import('./deploymentPicker/DeploymentPicker')).DeploymentPicker,
    validation: async (...asked) =>
      (
        await import('./deploymentPicker/validateDeployment')
      ).validateDeployment(...asked),
  },
  {
    name: 'ManifestPreview',
    load: async () =>
      (await import('./manifestPreview/ManifestPreview')).ManifestPreview,
  },
  {
    name: 'ComponentHome',
    load: async () =>
      (await import('./componentHome/ComponentHome')).ComponentHome,
  },
];
