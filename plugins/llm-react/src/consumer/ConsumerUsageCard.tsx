import { useTexts } from '../useTexts';
import { UsedCard } from '../usage/UsedCard';

/**
 * What a component, or the components of a system, used this month, and what
 * it cost.
 *
 * @public
 */
export function ConsumerUsageCard() {
  const t = useTexts();
  return <UsedCard title={t('consumer.usage.title')} />;
}
