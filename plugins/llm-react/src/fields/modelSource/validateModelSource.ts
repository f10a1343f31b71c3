import { translationApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { getTexts } from '../../useTexts';
import { modelSourceMessages } from './messages';
import { readHeldValue } from './modelSourceValue';

/**
 * Stops the form while no model was read, and says what to do. The form fills
 * in an empty object where there is no value, which passes `required`, so that
 * a field that may be left empty has to say so: `ui:options: {optional: true}`.
 */
export const validateModelSource: CustomFieldValidator<
  unknown,
  { optional?: boolean }
> = (value, field, { apiHolder, uiSchema }) => {
  if (readHeldValue(value).version) {
    return;
  }
  const isEmpty =
    typeof value !== 'object' ||
    value === null ||
    Object.keys(value).length === 0;
  if (isEmpty && uiSchema?.['ui:options']?.optional === true) {
    return;
  }
  const t = getTexts(apiHolder.get(translationApiRef));
  field.addError(
    t
      ? t('modelSource.validation.unread')
      : modelSourceMessages.validation.unread,
  );
};
