export type { TemplatePurpose } from './templatePurposes';
export { useTemplateLinks } from './useTemplateLinks';
export type { TemplateLinks } from './useTemplateLinks';
