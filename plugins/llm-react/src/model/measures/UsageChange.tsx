import type { Figure } from '@modelyard/llm-measures';
import { useFormats } from '../../formats';
import { useTexts } from '../../useTexts';

/** How a figure stands to that of the time before; nothing where one of both is not known, or was zero. */
export function UsageChange(props: { now: Figure; before: Figure }) {
  const { now, before } = props;
  const t = useTexts();
  const formats = useFormats();
  if (now.state !== 'value' || before.state !== 'value' || before.value === 0) {
    return null;
  }
  const change = Math.round((now.value / before.value - 1) * 100) / 100;
  if (change === 0) {
    return <>{t('model.measures.usage.same')}</>;
  }
  return (
    <>
      {t('model.measures.usage.change', {
        change: `${change > 0 ? '+' : '−'}${formats.percent(Math.abs(change))}`,
      })}
    </>
  );
}
