import { memo, type ReactNode } from 'react';
import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../../useTexts';
import { Alternatives } from './Alternatives';
import type { PlaceChange } from './alternativeViews';
import type { PlaceState } from './placeState';
import type { RowView } from './rowView';
import { StateMark } from './StateMark';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(96px, 15%) minmax(0, 1fr)',
      gap: theme.spacing(0.5, 1.5),
      padding: theme.spacing(1, 2, 1, 1),
      // Plain elements: there are many, and they change with each key.
      ...theme.typography.body2,
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
    facts: { color: theme.palette.text.secondary },
    reasons: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'LlmPlaceRow' },
);

/** What of a row stays while figures are typed that change its details. */
const RowHead = memo(function Head(props: {
  inputId: string;
  group: string;
  pool: string;
  devices: string;
  state: PlaceState;
  place: string;
  name: string;
  placement: string;
  price: string | undefined;
  checked: boolean;
  disabled: boolean;
  onChoose: (place: { pool: string; devices: string }) => void;
}) {
  const { inputId, group, pool, devices, state, place, name } = props;
  const { placement, price, checked, disabled, onChoose } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <>
      <Radio
        className={classes.radio}
        size="small"
        color="primary"
        id={inputId}
        name={group}
        checked={checked}
        disabled={disabled}
        onChange={() => onChoose({ pool, devices })}
        inputProps={{
          'aria-label': name,
          'aria-describedby': `${inputId}-details`,
        }}
      />
      <label
        htmlFor={inputId}
        className={`${classes.label} ${disabled ? classes.locked : ''}`}
      >
        <StateMark state={state} />
        <span className={classes.head}>
          <strong>{place}</strong>
          <span className={classes.placement}>{placement}</span>
          <span>
            {[checked ? t('gpuPoolPicker.row.chosen') : '', price]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </label>
    </>
  );
});

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
export const PlaceRow = memo(function Row(props: Props) {
  const { group, view, checked, onChoose, onApply, disabled, children } = props;
  const classes = useStyles();
  const { key, pool, devices, state, choice, place, name, placement } = view;
  const { price, facts, notes, reasons, alternatives } = view;
  const inputId = `${group}-${key.replaceAll(' ', '-')}`;
  const [first, ...others] = facts;
  // What it would cost where it does not fit is of use to nobody but who insists.
  const isOffered = checked || state !== 'doesNotFit';
  return (
    <div
      className={`${classes.root} ${checked ? classes.checked : ''}`}
      data-state={state}
    >
      <RowHead
        inputId={inputId}
        group={group}
        pool={pool}
        devices={devices}
        state={state}
        place={place}
        name={name}
        placement={placement}
        price={isOffered ? price : undefined}
        checked={checked}
        disabled={disabled || choice === 'refused'}
        onChoose={onChoose}
      />
      <div className={classes.details}>
        <div id={`${inputId}-details`}>
          {reasons.length > 0 && (
            <ul className={classes.reasons}>
              {reasons.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          )}
          {isOffered && first && (
            <div className={classes.facts}>
              <div>{first}</div>
              <div>{others.join(' · ')}</div>
            </div>
          )}
          {notes.map(note => (
            <div key={note}>{note}</div>
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
