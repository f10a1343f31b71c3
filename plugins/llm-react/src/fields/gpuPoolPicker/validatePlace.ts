import type { ApiHolder } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { assess, type GroupVerdict } from '@modelyard/llm-sizing';
import {
  isGpuPoolEntity,
  isModelEntity,
  llmVerdictOverridePermission,
  type GpuPoolEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { getTexts, type Texts } from '../../useTexts';
import { placeableModel, type PlaceableModel } from './placeableModel';
import { placeChoice } from './placeState';
import { poolPlaces } from './poolPlaces';
import { placeQuestion } from './question';
import { withTitles } from './rowWords';
import { readSiblings, type Siblings } from './siblings';
import {
  isReason,
  MIN_REASON,
  readValue,
  type GpuPoolPickerValue,
} from './value';

/**
 * Says why the form cannot go on with a place: none is chosen, figures are
 * missing, or the model may not go there. It asks the catalog and the verdict
 * anew, since the value may never have been seen by the field. The action that
 * serves the model decides again.
 */
export const validatePlace: CustomFieldValidator<unknown> = async (
  data,
  field,
  { apiHolder, formData, uiSchema },
) => {
  const t = translate(apiHolder);
  const problem = await problemOf({
    value: readValue(data),
    siblings: readSiblings(uiSchema?.['ui:options'], formData),
    apiHolder,
    t,
  });
  if (problem !== undefined) {
    field.addError(problem);
  }
};

async function problemOf(options: {
  value: GpuPoolPickerValue;
  siblings: Siblings;
  apiHolder: ApiHolder;
  t: Texts;
}): Promise<string | undefined> {
  const { value, siblings, apiHolder, t } = options;
  if (!siblings.model && !siblings.source) {
    return t('gpuPoolPicker.validation.model');
  }
  const { pool: ref, devices, workload } = value;
  if (!workload) {
    return t('gpuPoolPicker.validation.workload');
  }
  if (ref === undefined || devices === undefined) {
    return t('gpuPoolPicker.validation.place');
  }
  const [entity, poolEntity] = await readEntities(apiHolder, [
    siblings.model,
    ref,
  ]);
  if (siblings.model && !(entity && isModelEntity(entity))) {
    return t('gpuPoolPicker.validation.hiddenModel', {
      model: siblings.model,
    });
  }
  const model = placeableModel({
    entity: entity && isModelEntity(entity) ? entity : undefined,
    source: siblings.source,
    task: siblings.task,
    dataClasses: siblings.dataClasses,
  });
  if (!model || !model.engineTask || model.versions.length === 0) {
    return t('gpuPoolPicker.validation.noVersion', {
      model: model?.title ?? '',
    });
  }
  if (!poolEntity || !isGpuPoolEntity(poolEntity)) {
    return t('gpuPoolPicker.validation.hiddenPlace', { place: ref });
  }
  return problemOfPlace({
    ...options,
    model,
    devices,
    workload,
    pool: poolEntity,
  });
}

async function problemOfPlace(options: {
  value: GpuPoolPickerValue;
  siblings: Siblings;
  apiHolder: ApiHolder;
  t: Texts;
  model: PlaceableModel;
  pool: GpuPoolEntityV1alpha1;
  devices: string;
  workload: NonNullable<GpuPoolPickerValue['workload']>;
}): Promise<string | undefined> {
  const { value, siblings, apiHolder, t, model, devices, workload } = options;
  const { pools, places } = poolPlaces([options.pool], new Date());
  const question = placeQuestion({
    model,
    version: value.version,
    workload,
    engine: siblings.engine,
    dataClass: siblings.dataClass,
    pools,
  });
  const verdict = assess(question.options).groups.find(
    group => group.devices === devices,
  );
  if (!verdict) {
    return t('gpuPoolPicker.validation.hiddenPlace', {
      place: `${value.pool}, ${devices}`,
    });
  }
  const [facts] = places.values();
  const reasons = (of: Pick<GroupVerdict, 'reasons'>) =>
    of.reasons
      .map(({ message }) =>
        withTitles(message, facts, {
          model: { ref: model.assessed.name, title: model.title },
        }),
      )
      .join('; ');
  if (verdict.policy.state !== 'allowed') {
    return t('gpuPoolPicker.validation.policy', {
      reasons: reasons(verdict.policy),
    });
  }
  switch (placeChoice(verdict)) {
    case 'refused':
      return t('gpuPoolPicker.validation.doesNotFit', {
        reasons: reasons(verdict),
      });
    case 'with-reason':
      if (!isReason(value.override?.reason)) {
        return t('gpuPoolPicker.validation.reason', {
          least: MIN_REASON,
        });
      }
      return (await mayOverride(apiHolder))
        ? undefined
        : t('gpuPoolPicker.validation.notAllowed');
    default:
      return undefined;
  }
}

/** The entities in the order of their refs; undefined for a ref that is none, or that the catalog does not show. */
async function readEntities(
  apiHolder: ApiHolder,
  refs: ReadonlyArray<string | undefined>,
) {
  const catalogApi = apiHolder.get(catalogApiRef);
  const entityRefs = refs.filter(ref => ref !== undefined);
  const answer = await catalogApi?.getEntitiesByRefs({ entityRefs });
  return refs.map(ref =>
    ref === undefined ? undefined : answer?.items[entityRefs.indexOf(ref)],
  );
}

async function mayOverride(apiHolder: ApiHolder): Promise<boolean> {
  const answer = await apiHolder
    .get(permissionApiRef)
    ?.authorize({ permission: llmVerdictOverridePermission });
  return answer?.result === 'ALLOW';
}

function translate(apiHolder: ApiHolder): Texts {
  const t = getTexts(apiHolder.get(translationApiRef));
  if (!t) {
    throw new Error('The texts of the portal are not there yet: try again');
  }
  return t;
}
