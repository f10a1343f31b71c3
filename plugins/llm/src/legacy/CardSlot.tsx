import { Suspense } from 'react';
import { ErrorBoundary } from '@backstage/core-components';
import type { LlmCardItem } from '@modelyard/plugin-llm-react';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import Skeleton from '@material-ui/lab/Skeleton';
import { lazyCard } from './lazyCard';

/** One card by itself: a card that fails leaves its neighbours alone. */
export function CardSlot(props: { item: LlmCardItem }) {
  const LazyCard = lazyCard(props.item);
  return (
    <ErrorBoundary>
      <Suspense fallback={<Placeholder />}>
        <LazyCard />
      </Suspense>
    </ErrorBoundary>
  );
}

function Placeholder() {
  return (
    <Card aria-hidden>
      <CardContent>
        <Skeleton width="30%" height={32} />
        <Skeleton width="80%" />
        <Skeleton width="60%" />
      </CardContent>
    </Card>
  );
}
