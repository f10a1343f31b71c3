import {
  BackstageCredentials,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog that shows everything to services, and all but some entities to people. */
export function hidingCatalog(options: {
  entities: Entity[];
  hides: (entity: Entity) => boolean;
}) {
  const whole = catalogServiceMock({ entities: options.entities });
  const seen = catalogServiceMock({
    entities: options.entities.filter(entity => !options.hides(entity)),
  });
  const isService = ({ principal }: BackstageCredentials) =>
    (principal as { type?: string }).type === 'service';
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => ({
      ...whole,
      getEntityByRef: (ref, { credentials }) =>
        (isService(credentials) ? whole : seen).getEntityByRef(ref, {
          credentials,
        }),
      getEntitiesByRefs: (request, { credentials }) =>
        (isService(credentials) ? whole : seen).getEntitiesByRefs(request, {
          credentials,
        }),
    }),
  });
}
