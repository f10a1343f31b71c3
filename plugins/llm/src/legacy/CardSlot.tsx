import { Suspense } from 'react';
import { ErrorBoundary } from '@backstage/core-components';
import type { LlmCardItem } from '@modelyard/plugin-llm-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { lazyCard } from './lazyCard';

/** One card by itself: a card that fails leaves its neighbours alone. */
export function CardSlot(props: { item: LlmCardItem }) {
  const Card = lazyCard(props.item);
  return (
    <ErrorBoundary>
      <Suspense fallback={<Skeleton variant="rect" height={160} />}>
        <Card />
      </Suspense>
    </ErrorBoundary>
  );
}
