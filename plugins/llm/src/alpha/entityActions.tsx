import { lazy, Suspense, useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  createTranslationRef,
  dialogApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  GPU_POOL_KIND,
  isGpuPoolEntity,
  isModelEntity,
  MODEL_KIND,
  MODELYARD_API_VERSION,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import {
  fleetLinkRouteRef,
  fleetPath,
  loadUseModelDialog,
} from '@modelyard/plugin-llm-react';
import CompareArrowsIcon from '@material-ui/icons/CompareArrows';
import CodeIcon from '@material-ui/icons/Code';

/**
 * The few words that menus need before anything is opened. The texts of cards
 * and dialogs come with those, so as not to be part of the first load.
 *
 * @alpha
 */
export const llmMenuTranslationRef = createTranslationRef({
  id: 'llm-menu',
  messages: {
    useModel: 'Use this model',
    compare: 'Compare in the fleet',
  },
});

const models = { kind: MODEL_KIND, apiVersion: MODELYARD_API_VERSION };
const modelsAndPools = {
  kind: { $in: [MODEL_KIND, GPU_POOL_KIND] },
  apiVersion: MODELYARD_API_VERSION,
};

const UseModelDialog = lazy(async () => ({
  default: await loadUseModelDialog(),
}));

/** The dialog outside of the entity page, so it closes when a link leads away. */
function UseModel(props: { model: ModelEntityV1alpha1; onClose: () => void }) {
  const { model, onClose } = props;
  const { pathname } = useLocation();
  const openedAt = useRef(pathname);
  useEffect(() => {
    if (pathname !== openedAt.current) {
      onClose();
    }
  }, [pathname, onClose]);
  return (
    <Suspense fallback={null}>
      <UseModelDialog model={model} open onClose={onClose} />
    </Suspense>
  );
}

const useModelMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'use-model',
  params: {
    icon: <CodeIcon fontSize="small" />,
    filter: models,
    useProps: () => {
      const { entity } = useEntity();
      const dialogApi = useApi(dialogApiRef);
      const { t } = useTranslationRef(llmMenuTranslationRef);
      return {
        title: t('useModel'),
        disabled: !isModelEntity(entity),
        onClick: () => {
          if (isModelEntity(entity)) {
            dialogApi.open(({ dialog }) => (
              <UseModel model={entity} onClose={() => dialog.close()} />
            ));
          }
        },
      };
    },
  },
});

/** The fleet page with what the entity is to be compared with. */
function useFleetHref(): string | undefined {
  const { entity } = useEntity();
  const fleet = useRouteRef(fleetLinkRouteRef);
  if (!fleet) {
    return undefined;
  }
  if (isGpuPoolEntity(entity)) {
    return fleetPath(fleet(), { tab: 'pools' });
  }
  return fleetPath(
    fleet(),
    isModelEntity(entity) ? { facets: { task: [entity.spec.type] } } : {},
  );
}

const compareIconLink = EntityIconLinkBlueprint.make({
  name: 'compare',
  params: {
    filter: modelsAndPools,
    useProps: () => {
      const { t } = useTranslationRef(llmMenuTranslationRef);
      const href = useFleetHref();
      return {
        label: t('compare'),
        icon: <CompareArrowsIcon />,
        href,
        disabled: href === undefined,
      };
    },
  },
});

/** What can be done with an entity from the header of its page. */
export const entityActions = [useModelMenuItem, compareIconLink];
