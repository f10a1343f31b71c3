import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import { llmApiRef } from '@modelyard/plugin-llm-react';
import Grid from '@material-ui/core/Grid';
import { EntityLlmUsageContent, LlmHomeUsage } from '../src';
import { catalogs } from './EntityCards';
import { usages } from './usage';

/** The tab of usage of an entity, with a ledger that answers in one way. */
export function UsageTab(props: { entity: Entity; ledger: string }) {
  const { entity, ledger } = props;
  const llmApi = useApi(llmApiRef);
  return (
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogs.answers],
        [llmApiRef, { ...llmApi, ...usages[ledger] }],
      ]}
    >
      <EntityProvider key={stringifyEntityRef(entity)} entity={entity}>
        <EntityLlmUsageContent />
      </EntityProvider>
    </TestApiProvider>
  );
}

/** The widget of the home page for somebody in two groups, in one, and in none. */
export function HomeWidgets() {
  return (
    <Grid container spacing={3}>
      {[
        ['group:default/assistants', 'group:default/ml-platform'],
        ['group:default/assistants'],
        [],
      ].map(ownershipEntityRefs => (
        <Grid item key={ownershipEntityRefs.join()} xs={12} md={4}>
          <TestApiProvider
            apis={[
              [
                identityApiRef,
                mockApis.identity({
                  userEntityRef: 'user:default/mira.app',
                  ownershipEntityRefs,
                }),
              ],
            ]}
          >
            <LlmHomeUsage />
          </TestApiProvider>
        </Grid>
      ))}
    </Grid>
  );
}
