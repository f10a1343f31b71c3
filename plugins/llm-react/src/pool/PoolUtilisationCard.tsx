import Box from '@material-ui/core/Box';
import { titleOf } from '../catalog';
import { Sparkline } from '../charts/Sparkline';
import {
  courseOf,
  MeasureLines,
  useFigureWords,
  type MeasureLine,
} from '../measures';
import { useTexts } from '../useTexts';
import { PoolMeasureCard } from './measures/PoolMeasureCard';

const window = '24h';

const asks = {
  busy: { measure: 'gpu-utilisation', window, step: 'hour' },
  allocation: { measure: 'gpu-allocation', window },
  quota: { measure: 'quota-use', window },
} as const;

/** How much of the pool works, and how much of it is asked for. */
export function PoolUtilisationCard() {
  const t = useTexts();
  const words = useFigureWords();
  return (
    <PoolMeasureCard
      title={t('pool.utilisation.title')}
      subheader={t('pool.utilisation.subheader')}
      asks={asks}
      rows={6}
    >
      {({ answers, refresh }, pool) => {
        const { busy, allocation, quota } = answers;
        const { requested, allocatable } = allocation.result.parts;
        const { memory } = busy.result.parts;
        const course = courseOf(busy);
        const lines: MeasureLine[] = [
          {
            name: t('pool.utilisation.busy'),
            measure: busy.measure,
            figure: busy.result,
            main: true,
          },
          ...(memory && busy.result.state === 'value'
            ? [
                {
                  name: t('pool.utilisation.memory'),
                  measure: busy.measure,
                  figure: memory,
                },
              ]
            : []),
          {
            name: t('pool.utilisation.held'),
            measure: allocation.measure,
            figure: allocation.result,
            detail:
              requested?.state === 'value' && allocatable?.state === 'value'
                ? t('pool.utilisation.heldOf', {
                    requested: requested.value,
                    allocatable: words.value(allocatable),
                  })
                : undefined,
          },
          {
            name: t('pool.utilisation.quota'),
            measure: quota.measure,
            figure: quota.result,
          },
        ];
        return (
          <MeasureLines refresh={refresh} lines={lines}>
            {course.some(({ value }) => value !== undefined) && (
              <Box mb={1}>
                <Sparkline
                  points={course}
                  label={t('pool.utilisation.course', { pool: titleOf(pool) })}
                />
              </Box>
            )}
          </MeasureLines>
        );
      }}
    </PoolMeasureCard>
  );
}
