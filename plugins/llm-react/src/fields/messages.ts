import { manifestPreviewMessages } from './manifestPreview/messages';
import { modelSourceMessages } from './modelSource/messages';

/** Texts of the form fields, one entry a field. */
export const fieldsMessages = {
  manifestPreview: manifestPreviewMessages,
  modelSource: modelSourceMessages,
} as const;
