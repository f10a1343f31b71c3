import { useEntity } from '@backstage/plugin-catalog-react';
import {
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { noData, ready, type CardState } from '../frame';
import { useTexts } from '../useTexts';

/**
 * The model of the page. An entity of another kind, or of a kind `Model` that
 * somebody else defined, is no data: its fields mean something else.
 */
export function useModel(): CardState<ModelEntityV1alpha1> {
  const { entity } = useEntity();
  const t = useTexts();
  return isModelEntity(entity)
    ? ready(entity)
    : noData({ reason: t('model.notThisKind') });
}
