import { useMemo, useState } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { titleOf } from '../catalog';
import { LlmCard, noData } from '../frame';
import { useTexts } from '../useTexts';
import { defaultMeasure, measuresFor } from './counts';
import type { UsageChoice } from './readUsage';
import { issueOf, MOST_DAYS, spanOf } from './span';
import { usageSubject } from './subject';
import { UsageControls } from './UsageControls';
import { UsageSections } from './UsageSections';
import { useUsage } from './useUsage';
import { useUsageQuery } from './useUsageQuery';

/**
 * The usage of a model, or of what uses models: chosen by time, measure and
 * part, as chart, as table and as file. Content only; the page around it is
 * the frontend system's.
 *
 * @public
 */
export function UsageContent() {
  const { entity } = useEntity();
  const t = useTexts();
  const [query, onQuery] = useUsageQuery();
  const [now] = useState(() => new Date());
  const { range, compare } = query;
  const subject = useMemo(() => usageSubject(entity), [entity]);
  const by = subject.parts.find(part => part === query.by) ?? subject.parts[0];
  const measure = query.measure ?? defaultMeasure(subject.task);
  const issue = typeof range === 'string' ? undefined : issueOf(range, now);
  const choice = useMemo(
    (): UsageChoice => ({
      subject,
      span: spanOf(issue ? '30d' : range, now),
      by,
      measure,
    }),
    [subject, range, issue, now, by, measure],
  );
  const { state: read, busy } = useUsage({ choice, compare });
  const state = issue
    ? noData({ reason: t(`usage.range.${issue}`, { days: MOST_DAYS }) })
    : read;

  const total = state.status === 'ready' ? state.value.answer.total : undefined;
  const applicable = measuresFor({
    task: subject.task,
    reported: total?.counts,
  });
  const measures = applicable.includes(measure)
    ? applicable
    : [...applicable, measure];
  const currencies = (total?.cost ?? []).map(({ currency }) => currency);
  const currency =
    currencies.find(each => each === query.currency) ?? currencies[0];

  return (
    <>
      <UsageControls
        query={query}
        onQuery={onQuery}
        now={now}
        by={by}
        parts={subject.parts}
        measure={measure}
        measures={measures}
        currency={currency}
        currencies={currencies}
      />
      {state.status === 'ready' ? (
        <UsageSections
          usage={state.value}
          busy={busy}
          measures={measures}
          currency={currency}
          entity={entity}
          view={query.view}
          onView={view => onQuery({ view })}
        />
      ) : (
        <LlmCard
          title={t('usage.card', { name: titleOf(entity) })}
          state={state}
          rows={12}
        >
          {() => null}
        </LlmCard>
      )}
    </>
  );
}
