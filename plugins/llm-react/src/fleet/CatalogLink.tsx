import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { GPU_POOL_KIND, MODEL_KIND } from '@modelyard/plugin-llm-common';
import { catalogIndexLinkRouteRef } from '../routes';
import { useTexts } from '../useTexts';

/** Leads to the catalog's own list of the same kind, where there is one. */
export function CatalogLink(props: { kind: 'models' | 'pools' }) {
  const { kind } = props;
  const t = useTexts();
  const catalog = useRouteRef(catalogIndexLinkRouteRef);
  if (!catalog) {
    return null;
  }
  const entityKind = kind === 'models' ? MODEL_KIND : GPU_POOL_KIND;
  const params = new URLSearchParams([
    ['filters[kind]', entityKind.toLowerCase()],
    ['filters[user]', 'all'],
  ]);
  return (
    <LinkButton size="small" color="primary" to={`${catalog()}?${params}`}>
      {t(`fleet.links.${kind}`)}
    </LinkButton>
  );
}
