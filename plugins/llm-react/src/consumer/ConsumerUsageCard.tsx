import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { llmTranslationRef } from '../translation';
import { UsedCard } from '../usage/UsedCard';

/**
 * What a component, or the components of a system, used this month, and what
 * it cost.
 *
 * @public
 */
export function ConsumerUsageCard() {
  const { t } = useTranslationRef(llmTranslationRef);
  return <UsedCard title={t('consumer.usage.title')} />;
}
