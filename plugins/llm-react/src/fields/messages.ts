import { componentHomeMessages } from './componentHome/messages';
import { modelSourceMessages } from './modelSource/messages';

/** Texts of the form fields, one entry a field. */
export const fieldsMessages = {
  componentHome: componentHomeMessages,
  modelSource: modelSourceMessages,
} as const;
