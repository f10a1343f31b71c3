import { useEffect, useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import {
  issueOf,
  MOST_DAYS,
  namedRanges,
  spanOf,
  type OwnRange,
  type UsageRange,
} from './span';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1.5) },
    button: {
      textTransform: 'none',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      '&.Mui-selected, &.Mui-selected:hover': {
        color: theme.palette.text.primary,
      },
    },
  }),
  { name: 'LlmUsageRangePicker' },
);

/** Chooses the time: a range that has a name, or days of one's own. */
export function RangePicker(props: {
  range: UsageRange;
  now: Date;
  onRange: (range: UsageRange) => void;
}) {
  const { range, now, onRange } = props;
  const t = useTexts();
  const classes = useStyles();
  const own = typeof range === 'string' ? undefined : range;
  return (
    <div className={classes.root}>
      <ToggleButtonGroup
        size="small"
        exclusive
        value={own ? 'own' : range}
        aria-label={t('usage.range.label')}
        onChange={(
          _event,
          next: (typeof namedRanges)[number] | 'own' | null,
        ) => {
          if (next === 'own') {
            // One begins with the days that one has just looked at.
            const { from } = spanOf(range, now);
            onRange({
              from: from.slice(0, 10),
              to: now.toISOString().slice(0, 10),
            });
          } else if (next) {
            onRange(next);
          }
        }}
      >
        {[...namedRanges, 'own' as const].map(name => (
          <ToggleButton key={name} value={name} className={classes.button}>
            {t(`usage.range.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {own && <OwnDays range={own} now={now} onRange={onRange} />}
    </div>
  );
}

function OwnDays(props: {
  range: OwnRange;
  now: Date;
  onRange: (range: OwnRange) => void;
}) {
  const { range, now, onRange } = props;
  const t = useTexts();
  const id = useId();
  // What is typed is taken when it makes sense: half a date does not.
  const [draft, setDraft] = useState(range);
  useEffect(() => setDraft(range), [range]);
  const issue = issueOf(draft, now);
  const change = (part: Partial<OwnRange>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (!issueOf(next, now)) {
      onRange(next);
    }
  };
  const field = (name: 'from' | 'to', wrong: boolean) => (
    <TextField
      id={`${id}-${name}`}
      type="date"
      size="small"
      variant="outlined"
      label={t(`usage.range.${name}`)}
      value={draft[name]}
      error={wrong}
      helperText={
        wrong && issue
          ? t(`usage.range.${issue}`, { days: MOST_DAYS })
          : t('usage.range.utc')
      }
      InputLabelProps={{ shrink: true }}
      onChange={event => change({ [name]: event.target.value })}
    />
  );
  return (
    <>
      {field('from', issue !== undefined)}
      {field('to', issue === 'missing' && draft.to === '')}
    </>
  );
}
