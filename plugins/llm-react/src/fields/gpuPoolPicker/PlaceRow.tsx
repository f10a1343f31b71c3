import { memo, type ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Radio from '@material-ui/core/Radio';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { llmTranslationRef } from '../../translation';
import { Alternatives } from './Alternatives';
import type { PlaceChange } from './alternativeViews';
import type { RowView } from './rowView';
import { StateMark } from './StateMark';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(96px, 15%) minmax(0, 1fr)',
      gap: theme.spacing(0.5, 1.5),
      padding: theme.spacing(1, 2, 1, 1),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    checked: {
      backgroundColor: theme.palette.action.hover,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
    radio: { padding: theme.spacing(0, 0.75), alignSelf: 'start' },
    label: { display: 'contents', cursor: 'pointer' },
    locked: { cursor: 'default' },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 2),
      cursor: 'inherit',
    },
    placement: { flex: 1, minWidth: 200 },
    details: { gridColumn: '3 / -1', minWidth: 0, overflowWrap: 'anywhere' },
    reasons: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'LlmPlaceRow' },
);

interface Props {
  /** What the radio buttons of the list have in common. */
  group: string;
  view: RowView;
  /** Equal for views that say the same. */
  fingerprint: string;
  checked: boolean;
  onChoose: (place: { pool: string; devices: string }) => void;
  onApply: (change: PlaceChange) => void;
  disabled: boolean;
  /** What the choice asks for besides. */
  children: ReactNode;
}

/** One place with the verdict on it. A row that says the same is not drawn again. */
export const PlaceRow = memo(function PlaceRow(props: Props) {
  const { group, view, checked, onChoose, onApply, disabled, children } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  const classes = useStyles();
  const { pool, devices, state, place, name, placement, price } = view;
  const { facts, notes, reasons, alternatives } = view;
  const isLocked = disabled || view.choice === 'refused';
  const inputId = `${group}-${view.key.replaceAll(' ', '-')}`;
  const [first, ...others] = facts;
  // What it would cost where it does not fit is of use to nobody but who insists.
  const isOffered = checked || state !== 'doesNotFit';
  return (
    <div
      className={[classes.root, checked ? classes.checked : ''].join(' ')}
      data-state={state}
    >
      <Radio
        className={classes.radio}
        size="small"
        color="primary"
        id={inputId}
        name={group}
        value={view.key}
        checked={checked}
        disabled={isLocked}
        onChange={() => onChoose({ pool, devices })}
        inputProps={{
          'aria-label': name,
          'aria-describedby': `${inputId}-details`,
        }}
      />
      <label
        htmlFor={inputId}
        className={[classes.label, isLocked ? classes.locked : ''].join(' ')}
      >
        <StateMark state={state} />
        <Typography component="span" variant="body2" className={classes.head}>
          <strong>{place}</strong>
          <span className={classes.placement}>{placement}</span>
          <span>
            {[
              checked ? t('gpuPoolPicker.row.chosen') : '',
              isOffered ? price : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </Typography>
      </label>
      <div className={classes.details}>
        <div id={`${inputId}-details`}>
          {reasons.length > 0 && (
            <Typography
              component="ul"
              variant="body2"
              className={classes.reasons}
            >
              {reasons.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </Typography>
          )}
          {isOffered && first && (
            <Typography variant="body2" color="textSecondary" component="div">
              <div>{first}</div>
              <div>{others.join(' · ')}</div>
            </Typography>
          )}
          {notes.map(note => (
            <Typography key={note} variant="body2">
              {note}
            </Typography>
          ))}
        </div>
        <Alternatives
          alternatives={alternatives}
          onApply={onApply}
          disabled={disabled}
        />
        {children}
      </div>
    </div>
  );
}, isSame);

function isSame(before: Props, now: Props): boolean {
  const { view: _, fingerprint, ...rest } = now;
  return (
    before.fingerprint === fingerprint &&
    (Object.keys(rest) as Array<keyof typeof rest>).every(
      key => before[key] === now[key],
    )
  );
}
