import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog that shows everything to services, and all but some entities to people. */
export function hidingCatalog(options: {
  entities: Entity[];
  hides: (entity: Entity) => boolean;
}): CatalogService {
  const auth = mockServices.auth();
  const whole = catalogServiceMock({ entities: options.entities });
  const seen = catalogServiceMock({
    entities: options.entities.filter(entity => !options.hides(entity)),
  });
  const shownTo = ({
    credentials,
  }: Parameters<CatalogService['getEntityByRef']>[1]) =>
    auth.isPrincipal(credentials, 'service') ? whole : seen;
  return {
    ...whole,
    getEntityByRef: (ref, asker) => shownTo(asker).getEntityByRef(ref, asker),
    getEntitiesByRefs: (request, asker) =>
      shownTo(asker).getEntitiesByRefs(request, asker),
    streamEntities: (request, asker) =>
      shownTo(asker).streamEntities(request, asker),
  };
}
