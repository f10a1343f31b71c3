import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import {
  deploymentTarget,
  type ModelDeployment,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { nameOfRef } from '../../fleet/nameOfRef';
import { entityFile } from '../../links';
import type { Texts } from '../../useTexts';

/** Where a deployment runs, in words. */
export function placeOf(
  t: Texts,
  entity: ModelEntityV1alpha1,
  deployment: ModelDeployment,
): string {
  const target = deploymentTarget({ entity, deployment });
  switch (target?.kind) {
    case 'pool':
      return target.devices
        ? t('deploymentPicker.row.placeDevices', {
            pool: nameOfRef(target.ref),
            devices: target.devices,
          })
        : nameOfRef(target.ref);
    case 'provider':
      return nameOfRef(target.ref);
    case 'base':
      return t('deploymentPicker.row.inBase', {
        model: nameOfRef(target.ref),
        deployment: target.deployment,
      });
    default:
      return t('deploymentPicker.row.unknownPlace');
  }
}

/** Why no deployment of a model can be changed from a form; undefined where they can. */
export function whyNotHere(
  t: Texts,
  model: string,
  entity: ModelEntityV1alpha1,
): string | undefined {
  if (entityFile(entity).path !== undefined) {
    return undefined;
  }
  return t('deploymentPicker.elsewhere', {
    model,
    location:
      entity.metadata.annotations?.[ANNOTATION_LOCATION] ??
      t('deploymentPicker.unknownPlace'),
  });
}

/** Why a deployment cannot be chosen; undefined where it can. */
export function whyNotThis(
  t: Texts,
  entity: ModelEntityV1alpha1,
  deployment: ModelDeployment,
): string | undefined {
  const target = deploymentTarget({ entity, deployment });
  return target?.kind === 'base'
    ? t('deploymentPicker.row.base', { model: nameOfRef(target.ref) })
    : undefined;
}
