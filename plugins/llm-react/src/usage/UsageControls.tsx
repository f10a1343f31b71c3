import type { LlmUsagePart } from '@modelyard/plugin-llm-common';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import type { UsageMeasure } from './counts';
import { RangePicker } from './RangePicker';
import { Select } from './Select';
import type { UsageQuery } from './usageQuery';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(2),
      padding: theme.spacing(2),
    },
  }),
  { name: 'LlmUsageControls' },
);

/** Everything that can be chosen on the tab. */
export function UsageControls(props: {
  query: UsageQuery;
  onQuery: (change: Partial<UsageQuery>) => void;
  now: Date;
  by: LlmUsagePart;
  parts: readonly LlmUsagePart[];
  measure: UsageMeasure;
  measures: readonly UsageMeasure[];
  currency: string | undefined;
  currencies: readonly string[];
}) {
  const { query, onQuery, now, by, parts, measure, measures } = props;
  const { currency, currencies } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <Paper className={classes.root}>
      <RangePicker
        range={query.range}
        now={now}
        onRange={range => onQuery({ range })}
      />
      <Select
        label={t('usage.measure.label')}
        value={measure}
        options={measures.map(value => ({
          value,
          label: t(`usage.measure.${value}`),
        }))}
        onValue={value => onQuery({ measure: value })}
      />
      {measure === 'cost' && currency && currencies.length > 1 && (
        <Select
          label={t('usage.currency')}
          value={currency}
          options={currencies.map(value => ({ value, label: value }))}
          onValue={value => onQuery({ currency: value })}
        />
      )}
      <Select
        label={t('usage.by.label')}
        value={by}
        options={parts.map(value => ({
          value,
          label: t(`usage.by.${value}`),
        }))}
        onValue={value => onQuery({ by: value })}
      />
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            color="primary"
            checked={query.compare}
            onChange={(_event, compare) => onQuery({ compare })}
          />
        }
        label={t('usage.compare')}
      />
    </Paper>
  );
}
