import { Fragment } from 'react';
import type { LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import { HIDDEN_CONSUMERS } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { EntityLink } from '../../links';
import { useFormats } from '../../formats';
import { useTexts } from '../../useTexts';

/** How many are named; the Usage tab has all of them. */
const NAMED = 3;
/** Less than that is what rounding leaves. */
const LEAST_REST = 0.005;
/** What the ledger calls consumers that it cannot tell, and those beyond its cap. */
const UNNAMED = ['unknown', 'other', HIDDEN_CONSUMERS];

interface Share {
  readonly key: string;
  readonly ratio: number;
}

/** Who used how much of a figure: the largest by name, the rest together. */
export function UsedBy(props: {
  answer: LlmMeasureAnswer;
  namespace?: string;
}) {
  const { answer, namespace } = props;
  const t = useTexts();
  const formats = useFormats();
  const { named, rest } = sharesOf(answer);
  if (named.length === 0 && rest === undefined) {
    return null;
  }
  const percent = (ratio: number) => formats.percent(Number(ratio.toFixed(2)));
  return (
    <Typography variant="body2" component="p">
      <Typography variant="caption" color="textSecondary" component="span">
        {t('model.measures.usage.consumers')}{' '}
      </Typography>
      {named.map(({ key, ratio }, index) => (
        <Fragment key={key}>
          {index > 0 && ', '}
          {/^[a-z]+:/.test(key) ? (
            <EntityLink entityRef={key} defaultNamespace={namespace} hideIcon />
          ) : (
            key
          )}{' '}
          {percent(ratio)}
        </Fragment>
      ))}
      {rest !== undefined && (
        <>
          {named.length > 0 && ', '}
          {t('model.measures.usage.others', { share: percent(rest) })}
        </>
      )}
    </Typography>
  );
}

/** Shares of the whole; what is not known of a group is among the others. */
function sharesOf({ groups = [], result }: LlmMeasureAnswer): {
  named: Share[];
  rest?: number;
} {
  const values = groups.flatMap(group =>
    group.result.state === 'value'
      ? [{ key: group.key, value: group.result.value }]
      : [],
  );
  const whole = Math.max(
    values.reduce((sum, { value }) => sum + value, 0),
    result.state === 'value' ? result.value : 0,
  );
  if (groups.length === 0 || whole <= 0) {
    return { named: [] };
  }
  const named = values
    .filter(({ key }) => !UNNAMED.includes(key))
    .map(({ key, value }) => ({ key, ratio: value / whole }))
    .sort((a, b) => b.ratio - a.ratio)
    .slice(0, NAMED);
  const rest = 1 - named.reduce((sum, { ratio }) => sum + ratio, 0);
  return rest > LEAST_REST ? { named, rest } : { named };
}
