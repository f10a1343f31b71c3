import { useCallback, useMemo } from 'react';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  configApiRef,
  useApi,
  useRouteRef,
  type ConfigApi,
} from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { JsonObject } from '@backstage/types';
import { ready } from '../frame/CardState';
import { useCardState } from '../frame/useCardState';
import { templateLinkRouteRef } from '../routes';
import { availableTemplates } from './availableTemplates';
import { templatePurposes, type TemplatePurpose } from './templatePurposes';

/**
 * The address of a template's form, filled in with refs and names only: the
 * fields of the form load the rest. Undefined where there is nothing to lead
 * to.
 *
 * @public
 */
export type TemplateLinks = (
  purpose: TemplatePurpose,
  formData?: JsonObject,
) => string | undefined;

const none: ReadonlySet<string> = new Set();

/**
 * Leads to templates: those that the catalog shows to the user, in a portal
 * that has the scaffolder's pages. Until the catalog has answered, and where
 * it does not, there are none.
 *
 * @public
 */
export function useTemplateLinks(): TemplateLinks {
  const catalogApi = useApi(catalogApiRef);
  const configApi = useApi(configApiRef);
  const route = useRouteRef(templateLinkRouteRef);
  const refs = useMemo(() => readTemplates(configApi), [configApi]);
  const hasRoute = route !== undefined;
  const state = useCardState<ReadonlySet<string>>(
    useCallback(
      async () =>
        ready(
          hasRoute
            ? await availableTemplates({
                catalogApi,
                refs: [...new Set(Object.values(refs))],
              })
            : none,
        ),
      [catalogApi, hasRoute, refs],
    ),
  );
  const available = state.status === 'ready' ? state.value : none;
  return useCallback(
    (purpose, formData) => {
      const ref = refs[purpose];
      if (!route || !ref || !available.has(ref)) {
        return undefined;
      }
      const { namespace, name } = parseEntityRef(ref);
      const path = route({ namespace, templateName: name });
      return formData
        ? `${path}?${new URLSearchParams({
            formData: JSON.stringify(formData),
          })}`
        : path;
    },
    [available, refs, route],
  );
}

/** The templates of the portal by their purpose, as full refs; what is no ref leads nowhere. */
function readTemplates(
  config: ConfigApi,
): Partial<Record<TemplatePurpose, string>> {
  return Object.fromEntries(
    Object.entries(templatePurposes).flatMap(([purpose, byDefault]) => {
      const ref =
        config.getOptionalString(`llm.templates.${purpose}`) ?? byDefault;
      try {
        return [
          [
            purpose,
            stringifyEntityRef(
              parseEntityRef(ref, { defaultKind: 'template' }),
            ),
          ],
        ];
      } catch {
        return [];
      }
    }),
  );
}
