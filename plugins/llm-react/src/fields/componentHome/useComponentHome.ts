import { useCallback } from 'react';
import {
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import {
  identityApiRef,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  entityHome,
  isModelEntity,
  type EntityHome,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { fetchEntities, relatedRefs } from '../../catalog';
import { ready, useCardState, type CardState } from '../../frame';

/** What is known of the component and the model that a form names. */
export interface KnownUse {
  readonly componentRef?: string;
  /** Absent where the catalog shows no such component; the same holds for the others. */
  readonly component?: Entity;
  readonly system?: Entity;
  readonly modelRef?: string;
  readonly model?: ModelEntityV1alpha1;
  /** Where the file of the component lives. */
  readonly home?: EntityHome;
  /** Whether the user, or one of their groups, owns the component. */
  readonly isOwner: boolean;
}

/** Looks up the component and the model of a form, by their full refs. */
export function useComponentHome(options: {
  componentRef: string | undefined;
  modelRef: string | undefined;
}): CardState<KnownUse> {
  const { componentRef, modelRef } = options;
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  // A portal may have none: then no address is one of a known host.
  const integrations = useApiHolder().get(scmIntegrationsApiRef);
  return useCardState(
    useCallback(async () => {
      const refs = [componentRef, modelRef].filter(ref => ref !== undefined);
      const [{ entities }, { ownershipEntityRefs }] = await Promise.all([
        fetchEntities({ catalogApi, refs }),
        identityApi.getBackstageIdentity(),
      ]);
      const component = componentRef ? entities.get(componentRef) : undefined;
      const model = modelRef ? entities.get(modelRef) : undefined;
      const known = {
        componentRef,
        modelRef,
        model: model && isModelEntity(model) ? model : undefined,
      };
      if (!component) {
        return ready<KnownUse>({ ...known, isOwner: false });
      }
      const [systemRef] = relatedRefs({
        entity: component,
        type: RELATION_PART_OF,
        kind: 'System',
      });
      return ready<KnownUse>({
        ...known,
        component,
        system: systemRef
          ? await catalogApi.getEntityByRef(systemRef)
          : undefined,
        home: entityHome({
          entity: component,
          typeOf: url => integrations?.byUrl(url)?.type,
        }),
        isOwner: relatedRefs({
          entity: component,
          type: RELATION_OWNED_BY,
        }).some(owner => ownershipEntityRefs.includes(owner)),
      });
    }, [catalogApi, componentRef, identityApi, integrations, modelRef]),
  );
}
