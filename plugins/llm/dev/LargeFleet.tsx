import { lazy, Suspense } from 'react';
import { Progress } from '@backstage/core-components';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TestApiProvider } from '@backstage/test-utils';
import { loadFleetContent } from '@modelyard/plugin-llm-react';
import { demoEntities } from './demo';

const FleetContent = lazy(async () => ({ default: await loadFleetContent() }));

const models = demoEntities.filter(({ kind }) => kind === 'Model');
const others = demoEntities.filter(({ kind }) => kind !== 'Model');

/** The demo's models over and over, as many as a large organisation has. */
const catalogApi = catalogApiMock({
  entities: [
    ...others,
    ...Array.from({ length: 2000 }, (_, index) => {
      const model = models[index % models.length];
      const { name, title } = model.metadata;
      return {
        ...model,
        metadata: {
          ...model.metadata,
          name: `${name}-${index}`,
          namespace: `team-${index % 40}`,
          title: `${title ?? name} ${index}`,
        },
      };
    }),
  ],
});

/** The fleet page with 2,000 models. */
export function LargeFleet() {
  return (
    <TestApiProvider apis={[[catalogApiRef, catalogApi]]}>
      <Suspense fallback={<Progress />}>
        <FleetContent />
      </Suspense>
    </TestApiProvider>
  );
}
