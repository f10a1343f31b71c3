import type { ReactNode } from 'react';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useParams } from 'react-router-dom';
import { Content, Header, Page } from '@backstage/core-components';
import { attachComponentData } from '@backstage/core-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  type CatalogApi,
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/test-utils';
import { llmApiRef, type LlmApi } from '@modelyard/plugin-llm-react';
import { EntityLlmOverview } from '../src';
import { demoEntities, demoEntity } from './demo';

/** A catalog that answers every question in the same way. */
function catalogThat(answer: () => Promise<never>): CatalogApi {
  return new Proxy(catalogApiMock({ entities: [] }), {
    get: (target, name, receiver) =>
      typeof Reflect.get(target, name, receiver) === 'function'
        ? answer
        : Reflect.get(target, name, receiver),
  });
}

/** The ways in which the catalog can behave towards a card. */
export const catalogs: Record<string, CatalogApi> = {
  answers: catalogApiMock({ entities: demoEntities }),
  empty: catalogApiMock({ entities: [] }),
  'never answers': catalogThat(() => new Promise(() => {})),
  fails: catalogThat(async () => {
    throw new Error('the catalog is being upgraded');
  }),
  refuses: catalogThat(async () => {
    throw new NotAllowedError('catalog.entity.read');
  }),
};

/** A page of the dev app. */
export function DevPage(props: { title: string; children: ReactNode }) {
  return (
    <Page themeId="tool">
      <Header title={props.title} />
      <Content>{props.children}</Content>
    </Page>
  );
}

/** All cards of some entities, with a catalog that behaves in one way. */
export function EntityCards(props: {
  entities: Entity[];
  catalogApi?: CatalogApi;
}) {
  const { entities, catalogApi = catalogs.answers } = props;
  return (
    <TestApiProvider apis={[[catalogApiRef, catalogApi]]}>
      {entities.map(entity => (
        <EntityProvider key={stringifyEntityRef(entity)} entity={entity}>
          <h1>{entity.metadata.title ?? entity.metadata.name}</h1>
          <EntityLlmOverview />
        </EntityProvider>
      ))}
    </TestApiProvider>
  );
}

/** The cards of some entities, with a backend that measures in one way. */
export function MeasuredCards(props: {
  entities: Entity[];
  llmApi: Pick<LlmApi, 'listDrift' | 'readMeasures' | 'listMeasures'>;
}) {
  const { entities, llmApi } = props;
  return (
    <TestApiProvider apis={[[llmApiRef, llmApi]]}>
      <EntityCards entities={entities} />
    </TestApiProvider>
  );
}

/** The page that links to entities lead to. */
export function DemoEntityPage() {
  const { kind, namespace, name } = useParams();
  const entity = demoEntity(`${kind}:${namespace}/${name}`);
  return (
    <DevPage title={`${kind} ${name}`}>
      <EntityCards entities={[entity]} />
    </DevPage>
  );
}
attachComponentData(DemoEntityPage, 'core.mountPoint', entityRouteRef);
