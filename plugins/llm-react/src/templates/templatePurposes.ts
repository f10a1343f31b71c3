/**
 * What the pages of models, pools and components lead to a template for, by
 * the key under `llm.templates`, with the template that is meant by default.
 */
export const templatePurposes: Readonly<Record<TemplatePurpose, string>> = {
  useModel: 'template:default/use-model',
  serveModel: 'template:default/serve-model',
  changeDeployment: 'template:default/change-deployment',
  exposeModel: 'template:default/expose-model',
  addGpuPool: 'template:default/add-gpu-pool',
};

/**
 * What a template is for.
 *
 * @public
 */
export type TemplatePurpose =
  | 'useModel'
  | 'serveModel'
  | 'changeDeployment'
  | 'exposeModel'
  | 'addGpuPool';
