import { lazy, Suspense } from 'react';
import { Progress } from '@backstage/core-components';
import { loadUsageContent } from '@modelyard/plugin-llm-react';

const UsageContent = lazy(async () => ({ default: await loadUsageContent() }));

/** The content of the tab of usage, for a route of the old system's layout. */
export function EntityLlmUsageContent() {
  return (
    <Suspense fallback={<Progress />}>
      <UsageContent />
    </Suspense>
  );
}
