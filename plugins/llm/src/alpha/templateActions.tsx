import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import type { JsonObject } from '@backstage/types';
import { isModelEntity } from '@modelyard/plugin-llm-common';
import {
  useTemplateLinks,
  type TemplatePurpose,
} from '@modelyard/plugin-llm-react';
import CodeIcon from '@material-ui/icons/Code';
import EditIcon from '@material-ui/icons/Edit';
import PlayArrowIcon from '@material-ui/icons/PlayArrow';
import PublicIcon from '@material-ui/icons/Public';
import { isRetired, models, pools } from './entityKinds';
import { llmMenuTranslationRef, type MenuText } from './menuTranslation';

/** A menu item that leads to a template; disabled where the portal has none. */
function templateMenuItem<TName extends string>(options: {
  name: TName;
  icon: JSX.Element;
  filter: FilterPredicate;
  title: MenuText;
  purpose: TemplatePurpose;
  /** What the form begins with; undefined where there is nothing to begin with. */
  formData: (entity: Entity) => JsonObject | undefined;
}) {
  const { name, icon, filter, title, purpose, formData } = options;
  return EntityContextMenuItemBlueprint.make({
    name,
    params: {
      icon,
      filter,
      useProps: () => {
        const { entity } = useEntity();
        const { t } = useTranslationRef(llmMenuTranslationRef);
        const template = useTemplateLinks();
        const data = formData(entity);
        const to = data && template(purpose, data);
        return to
          ? { title: t(title), href: to }
          : { title: t(title), disabled: true, onClick: () => {} };
      },
    },
  });
}

/** The one deployment of a model, or the model alone for somebody to choose. */
function deploymentOf(entity: Entity): JsonObject | undefined {
  const deployments = isModelEntity(entity)
    ? entity.spec.deployments ?? []
    : [];
  return deployments.length > 0
    ? {
        model: stringifyEntityRef(entity),
        ...(deployments.length === 1 && { deployment: deployments[0].name }),
      }
    : undefined;
}

/** What templates can do with an entity. */
export const templateMenuItems = [
  templateMenuItem({
    name: 'serve-model',
    icon: <PlayArrowIcon fontSize="small" />,
    filter: models,
    title: 'serveModel',
    purpose: 'serveModel',
    formData: entity =>
      isModelEntity(entity) && !isRetired(entity)
        ? { model: stringifyEntityRef(entity) }
        : undefined,
  }),
  templateMenuItem({
    name: 'change-deployment',
    icon: <EditIcon fontSize="small" />,
    filter: models,
    title: 'changeDeployment',
    purpose: 'changeDeployment',
    formData: deploymentOf,
  }),
  templateMenuItem({
    name: 'expose-model',
    icon: <PublicIcon fontSize="small" />,
    filter: models,
    title: 'exposeModel',
    purpose: 'exposeModel',
    formData: entity =>
      isModelEntity(entity) && !isRetired(entity)
        ? deploymentOf(entity)
        : undefined,
  }),
  templateMenuItem({
    name: 'serve-here',
    icon: <PlayArrowIcon fontSize="small" />,
    filter: pools,
    title: 'serveHere',
    purpose: 'serveModel',
    formData: entity => ({ place: { pool: stringifyEntityRef(entity) } }),
  }),
  templateMenuItem({
    name: 'use-a-model',
    icon: <CodeIcon fontSize="small" />,
    filter: { kind: 'Component' },
    title: 'useAModel',
    purpose: 'useModel',
    formData: entity => ({ component: stringifyEntityRef(entity) }),
  }),
];
