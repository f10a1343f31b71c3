import { lazy, Suspense, useState } from 'react';
import Button from '@material-ui/core/Button';
import { LlmCard } from '../frame';
import { CardSkeleton } from '../frame/CardSkeleton';
import { useTexts } from '../useTexts';
import { useModel } from './useModel';

const MeasureList = lazy(async () => ({
  default: (await import('./measures/MeasureList')).MeasureList,
}));

/**
 * Everything that is measured of the model, whatever the backend knows. Folded,
 * since it asks for thirty figures that few visitors look for.
 */
export function ModelMeasuresCard() {
  const model = useModel();
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const title = t('measures.list.title');
  return (
    <LlmCard
      title={title}
      subheader={t('measures.list.subheader')}
      state={model}
      noPadding={open}
      action={
        model.status === 'ready' && (
          <Button
            size="small"
            color="primary"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'measures.list.hide' : 'measures.list.show')}
          </Button>
        )
      }
    >
      {value =>
        open ? (
          <Suspense
            fallback={<CardSkeleton label={t('frame.loading', { title })} />}
          >
            <MeasureList model={value} />
          </Suspense>
        ) : null
      }
    </LlmCard>
  );
}
