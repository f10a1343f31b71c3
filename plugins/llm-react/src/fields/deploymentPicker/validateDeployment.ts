import { translationApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { isModelEntity } from '@modelyard/plugin-llm-common';
import { titleOf } from '../../catalog';
import { getTexts } from '../../useTexts';
import { readSiblings } from '../gpuPoolPicker/siblings';
import { textOf } from '../gpuPoolPicker/value';
import { whyNotHere, whyNotThis } from './chooseDeployment';

/**
 * Says why the form cannot go on with a deployment. It asks the catalog, since
 * the value may come out of the address of the page.
 */
export const validateDeployment: CustomFieldValidator<unknown> = async (
  data,
  field,
  { apiHolder, formData, uiSchema },
) => {
  const t = getTexts(apiHolder.get(translationApiRef));
  if (!t) {
    throw new Error('The texts of the portal are not there yet: try again');
  }
  const { model } = readSiblings(uiSchema?.['ui:options'], formData);
  const name = textOf(data);
  if (model === undefined || name === undefined) {
    field.addError(
      t(
        model === undefined
          ? 'deploymentPicker.firstModel'
          : 'deploymentPicker.validation.none',
      ),
    );
    return;
  }
  const entity = await apiHolder.get(catalogApiRef)?.getEntityByRef(model);
  if (!entity || !isModelEntity(entity)) {
    field.addError(t('deploymentPicker.modelHidden', { model }));
    return;
  }
  const title = titleOf(entity);
  const found = entity.spec.deployments?.find(item => item.name === name);
  const problem =
    whyNotHere(t, title, entity) ??
    (found
      ? whyNotThis(t, entity, found)
      : t('deploymentPicker.gone', { model: title, deployment: name }));
  if (problem !== undefined) {
    field.addError(problem);
  }
};
