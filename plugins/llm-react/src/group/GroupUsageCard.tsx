import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { llmTranslationRef } from '../translation';
import { UsedCard } from '../usage/UsedCard';

/**
 * What a group, its components and its child groups used this month, and what
 * it cost.
 *
 * @public
 */
export function GroupUsageCard() {
  const { t } = useTranslationRef(llmTranslationRef);
  return <UsedCard title={t('group.usage.title')} />;
}
