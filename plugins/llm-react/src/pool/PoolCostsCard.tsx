import { MeasureLines, useFigureWords } from '../measures';
import { useTexts } from '../useTexts';
import { PoolMeasureCard } from './measures/PoolMeasureCard';

const window = '24h';

const asks = {
  idle: { measure: 'idle-cost', window },
  held: { measure: 'cost-held', window },
  energy: { measure: 'energy', window },
} as const;

/** What the pool costs in a day, how much of that stands idle, and the energy that it takes. */
export function PoolCostsCard() {
  const t = useTexts();
  const words = useFigureWords();
  return (
    <PoolMeasureCard
      title={t('pool.costs.title')}
      subheader={t('pool.costs.subheader')}
      asks={asks}
      rows={5}
    >
      {({ answers: { idle, held, energy }, refresh }) => {
        const hours = held.result.parts['gpu-hours'];
        const { carbon } = energy.result.parts;
        return (
          <MeasureLines
            refresh={refresh}
            lines={[
              {
                name: t('pool.costs.idle'),
                measure: idle.measure,
                figure: idle.result,
                main: true,
              },
              {
                name: t('pool.costs.held'),
                measure: held.measure,
                figure: held.result,
                detail:
                  hours?.state === 'value' ? words.value(hours) : undefined,
              },
              {
                name: t('pool.costs.energy'),
                measure: energy.measure,
                figure: energy.result,
                detail:
                  carbon?.state === 'value'
                    ? t('pool.costs.carbon', { carbon: words.value(carbon) })
                    : undefined,
              },
            ]}
          />
        );
      }}
    </PoolMeasureCard>
  );
}
