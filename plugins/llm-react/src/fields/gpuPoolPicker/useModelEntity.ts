import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { ready, useCardState, type CardState } from '../../frame';

/** The model that a form names, as far as the catalog shows it. */
export interface NamedModel {
  readonly ref?: string;
  /** Absent where there is no ref, or where the catalog shows no such model. */
  readonly entity?: ModelEntityV1alpha1;
}

/** Fetches the model of a ref; without one there is nothing to fetch. */
export function useModelEntity(ref: string | undefined): CardState<NamedModel> {
  const catalogApi = useApi(catalogApiRef);
  return useCardState(
    useCallback(async () => {
      if (ref === undefined) {
        return ready<NamedModel>({});
      }
      const entity = await catalogApi.getEntityByRef(ref);
      return ready<NamedModel>({
        ref,
        entity: entity && isModelEntity(entity) ? entity : undefined,
      });
    }, [catalogApi, ref]),
  );
}
