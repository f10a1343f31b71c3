import { useEntity } from '@backstage/plugin-catalog-react';
import {
  isGpuPoolEntity,
  type GpuPoolEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { noData, ready, type CardNoData, type CardReady } from '../frame';
import { useTexts } from '../useTexts';

/** The pool whose page is shown, or why there is none. */
export function usePool(): CardReady<GpuPoolEntityV1alpha1> | CardNoData {
  const { entity } = useEntity();
  const t = useTexts();
  return isGpuPoolEntity(entity)
    ? ready(entity)
    : noData({ reason: t('pool.notAPool') });
}
