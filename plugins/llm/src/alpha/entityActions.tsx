import { stringifyEntityRef } from '@backstage/catalog-model';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  dialogApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  EntityIconLinkBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  isGpuPoolEntity,
  isModelEntity,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import {
  fleetLinkRouteRef,
  fleetPath,
  loadUseModelDialog,
  useTemplateLinks,
} from '@modelyard/plugin-llm-react';
import CompareArrowsIcon from '@material-ui/icons/CompareArrows';
import CodeIcon from '@material-ui/icons/Code';
import { isRetired, models, modelsAndPools } from './entityKinds';
import { llmMenuTranslationRef } from './menuTranslation';
import { templateMenuItems } from './templateActions';

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
      const to = useTemplateLinks()('useModel', {
        model: stringifyEntityRef(entity),
      });
      const title = t('useModel');
      if (to && isModelEntity(entity) && !isRetired(entity)) {
        return { title, href: to };
      }
      return {
        title,
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
export const entityActions = [
  useModelMenuItem,
  ...templateMenuItems,
  compareIconLink,
];
