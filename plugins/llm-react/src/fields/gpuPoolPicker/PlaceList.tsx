import { memo, useId, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useFormats } from '../../formats';
import { useTexts } from '../../useTexts';
import { alternativesAnywhere } from './alternativeViews';
import { AnswerSummary } from './AnswerSummary';
import { NothingFits } from './NothingFits';
import { Override } from './Override';
import { PlaceRow } from './PlaceRow';
import { placeKey, type PoolPlaces } from './poolPlaces';
import { rememberTexts } from './rememberTexts';
import { rowView } from './rowView';
import type { RowWords } from './rowWords';
import type { Answer } from './useAnswer';
import type { PlaceActions } from './usePlaceDraft';

/** Rows that are drawn at first, and that each further click adds. */
const FIRST = 8;
const STEP = 20;

const useStyles = makeStyles(
  theme => ({
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1),
    },
    filter: { flex: '0 1 260px' },
    rows: {
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      // What changes in here moves nothing but what is below.
      contain: 'content',
    },
    // The answers to figures that are not these any more.
    earlier: { opacity: 0.45 },
    none: { padding: theme.spacing(2) },
    more: { padding: theme.spacing(1) },
  }),
  { name: 'LlmPlaceList' },
);

/** The verdict on every place, and the choice among them. */
export const PlaceList = memo(function List(props: {
  answer: Answer | undefined;
  /** Whether the figures have changed to ones that cannot be asked with. */
  isEarlier: boolean;
  places: PoolPlaces;
  group: string | undefined;
  pool: string | undefined;
  devices: string | undefined;
  reason: string;
  filter: string;
  onFilter: (text: string) => void;
  actions: PlaceActions;
  disabled: boolean;
}) {
  const { answer, isEarlier, places, group, pool, devices } = props;
  const { reason, filter, onFilter, actions } = props;
  const translate = useTexts();
  const t = useMemo(() => rememberTexts(translate), [translate]);
  const formats = useFormats();
  const classes = useStyles();
  const id = useId();
  const [shown, setShown] = useState(FIRST);

  // Rows are in the words of the question that they answer.
  const words = useMemo((): RowWords | undefined => {
    if (!answer) {
      return undefined;
    }
    const { model, workload, engine } = answer.question;
    return {
      t,
      formats,
      places: places.places,
      model: { ref: model.assessed.name, title: model.title },
      workload,
      engine,
      group,
    };
  }, [answer, t, formats, places.places, group]);

  const chosenKey =
    pool !== undefined && devices !== undefined
      ? placeKey(pool, devices)
      : undefined;
  const { matching, rows, chosen } = useMemo(() => {
    const wanted = filter.trim().toLocaleLowerCase();
    const groups = answer?.assessment.groups ?? [];
    const keyOf = (found: { pool: string; devices: string }) =>
      placeKey(found.pool, found.devices);
    const found = groups.filter(place =>
      places.places.get(keyOf(place))?.searchText.includes(wanted),
    );
    const visible = found.slice(0, shown);
    // What was chosen stays in sight, wherever it moves.
    const choice = groups.find(place => keyOf(place) === chosenKey);
    const drawn =
      !choice || visible.includes(choice) ? visible : [...visible, choice];
    const views = words ? drawn.map(place => rowView(place, words)) : [];
    return {
      matching: found.length,
      rows: views.map(view => ({ view, fingerprint: JSON.stringify(view) })),
      chosen: views.find(({ key }) => key === chosenKey),
    };
  }, [answer, words, places.places, filter, shown, chosenKey]);

  const nothingFits = useMemo(
    () =>
      answer && words && !answer.assessment.groups.some(isAccepted)
        ? alternativesAnywhere(answer.assessment, words)
        : undefined,
    [answer, words],
  );

  if (!answer) {
    return (
      <Typography variant="body2" color="textSecondary" role="status">
        {t(
          isEarlier
            ? 'gpuPoolPicker.places.unanswered'
            : 'gpuPoolPicker.places.asking',
        )}
      </Typography>
    );
  }
  const isLocked = props.disabled || isEarlier;
  const hidden = matching - Math.min(shown, matching);
  return (
    <>
      <div className={classes.head}>
        <AnswerSummary
          answer={answer}
          isEarlier={isEarlier}
          chosen={chosen}
          missing={chosen ? undefined : chosenKey && `${pool}, ${devices}`}
          unread={places.unread}
          askForGroup={group === undefined}
        />
        {places.places.size > FIRST && (
          <TextField
            className={classes.filter}
            id={`${id}-filter`}
            type="search"
            variant="outlined"
            size="small"
            label={t('gpuPoolPicker.places.filter')}
            placeholder={t('gpuPoolPicker.places.filterHelp')}
            InputLabelProps={{ shrink: true }}
            value={filter}
            onChange={event => onFilter(event.target.value)}
            onKeyDown={event => {
              // It would send the form.
              if (event.key === 'Enter') {
                event.preventDefault();
              }
            }}
          />
        )}
      </div>
      <div className={isEarlier ? classes.earlier : undefined}>
        {nothingFits && (
          <NothingFits
            alternatives={nothingFits}
            onApply={actions.apply}
            disabled={isLocked}
          />
        )}
        <div
          className={classes.rows}
          role="radiogroup"
          aria-label={t('gpuPoolPicker.places.label')}
        >
          {rows.map(({ view, fingerprint }) => (
            <PlaceRow
              key={view.key}
              group={id}
              view={view}
              fingerprint={fingerprint}
              checked={view.key === chosenKey}
              onChoose={actions.choose}
              onApply={actions.apply}
              disabled={isLocked}
            >
              {view.key === chosenKey && view.choice === 'with-reason' && (
                <Override
                  reason={reason}
                  onReason={actions.setReason}
                  owner={view.owner}
                  disabled={isLocked}
                />
              )}
            </PlaceRow>
          ))}
          {matching === 0 && (
            <Typography variant="body2" className={classes.none}>
              {t('gpuPoolPicker.places.noMatch', { text: filter })}{' '}
              <Button size="small" color="primary" onClick={() => onFilter('')}>
                {t('gpuPoolPicker.places.clear')}
              </Button>
            </Typography>
          )}
        </div>
        {hidden > 0 && (
          <div className={classes.more}>
            <Button
              size="small"
              color="primary"
              onClick={() => setShown(count => count + STEP)}
            >
              {t('gpuPoolPicker.places.more', {
                step: Math.min(STEP, hidden),
                count: hidden,
              })}
            </Button>
          </div>
        )}
      </div>
    </>
  );
});

function isAccepted({ accepted }: { accepted: boolean }): boolean {
  return accepted;
}
