import { useTexts } from '../useTexts';
import { UsedCard } from '../usage/UsedCard';

/**
 * What a group, its components and its child groups used this month, and what
 * it cost.
 *
 * @public
 */
export function GroupUsageCard() {
  const t = useTexts();
  return <UsedCard title={t('group.usage.title')} />;
}
