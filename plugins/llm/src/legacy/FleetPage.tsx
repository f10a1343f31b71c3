import { Suspense, lazy } from 'react';
import { Content, Header, Page, Progress } from '@backstage/core-components';
import { loadFleetContent } from '@modelyard/plugin-llm-react';
import { pageTitle } from '../pageTitle';

const FleetContent = lazy(async () => ({ default: await loadFleetContent() }));

/** The fleet page with the shell that pages of the old system bring along. */
export function FleetPage() {
  return (
    <Page themeId="tool">
      <Header title={pageTitle} />
      <Content>
        <Suspense fallback={<Progress />}>
          <FleetContent />
        </Suspense>
      </Content>
    </Page>
  );
}
