import { useMemo } from 'react';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  fillToolLink,
  isGpuPoolEntity,
  isModelEntity,
  readToolLinks,
  type ToolLink,
  type ToolLinkPlaceholder,
} from '@modelyard/plugin-llm-common';
import { useTexts } from '../useTexts';

type Values = { readonly [Name in ToolLinkPlaceholder]?: string };

/**
 * A link to a tool of the operator, with everything filled in.
 *
 * @public
 */
export interface FilledToolLink {
  readonly title: string;
  readonly url: string;
}

/**
 * The operator's links to traces and logs that an entity has what it takes
 * for. A model that is reached under several names, or runs in several places,
 * has a link for each where they differ.
 *
 * @param options - `from` and `to`: the time that is looked at, in ISO 8601;
 *   `more`: what the caller knows beside that, such as the consumer of a row
 * @public
 */
export function useToolLinks(options: {
  entity: Entity;
  from: string;
  to: string;
  more?: Readonly<Partial<Record<ToolLinkPlaceholder, string>>>;
}): FilledToolLink[] {
  const { entity, from, to, more } = options;
  const t = useTexts();
  const configApi = useApi(configApiRef);
  const templates = useMemo(() => readToolLinks(configApi).links, [configApi]);
  return templates
    .filter(link => standsOn(link, entity))
    .flatMap(link => {
      const byUrl = new Map<string, string | undefined>();
      for (const values of variantsOf(entity)) {
        const url = fillToolLink(link, {
          ...timeOf(from, to),
          ...values,
          ...more,
        });
        if (url !== undefined && !byUrl.has(url)) {
          byUrl.set(url, values.deployment);
        }
      }
      return [...byUrl].map(([url, deployment]) => ({
        url,
        title:
          byUrl.size > 1 && deployment
            ? t('usage.links.forDeployment', { title: link.title, deployment })
            : link.title,
      }));
    });
}

function standsOn(link: ToolLink, entity: Entity): boolean {
  return (
    !link.for ||
    link.for.some(kind => kind.toLowerCase() === entity.kind.toLowerCase())
  );
}

function timeOf(from: string, to: string): Values {
  return {
    from,
    to,
    fromMs: String(Date.parse(from)),
    toMs: String(Date.parse(to)),
  };
}

/** What an entity fills in: for a model, once for each of its deployments. */
function variantsOf(entity: Entity): Values[] {
  const ref = stringifyEntityRef(entity);
  const { name } = entity.metadata;
  if (isModelEntity(entity)) {
    const deployments = entity.spec.deployments ?? [];
    return deployments.length === 0
      ? [{ model: name, modelRef: ref }]
      : deployments.map(deployment => ({
          model: deployment.servedModelName ?? name,
          modelRef: ref,
          deployment: deployment.name,
          namespace: deployment.namespace,
        }));
  }
  return isGpuPoolEntity(entity)
    ? [{}]
    : [{ consumer: name, consumerRef: ref }];
}
