import { gpuPoolPickerMessages } from './gpuPoolPicker/messages';
import { modelSourceMessages } from './modelSource/messages';

/** Texts of the form fields, one entry a field. */
export const fieldsMessages = {
  modelSource: modelSourceMessages,
  gpuPoolPicker: gpuPoolPickerMessages,
} as const;
