import { AnyApiFactory, createApiFactory } from '@backstage/core-plugin-api';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { llmKindIcons } from './icons/icons';

/**
 * The catalog's presentation of entities with icons for the suite's kinds. The
 * graph and links to entities take their icons from it and not from the app's
 * icons; it has icons of its own for the catalog's kinds only.
 *
 * @public
 */
export const llmEntityPresentationApiFactory: AnyApiFactory = createApiFactory({
  api: entityPresentationApiRef,
  deps: { catalogApi: catalogApiRef },
  factory: ({ catalogApi }) =>
    DefaultEntityPresentationApi.create({
      catalogApi,
      kindIcons: llmKindIcons,
    }),
});
