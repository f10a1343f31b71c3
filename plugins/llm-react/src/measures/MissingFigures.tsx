import { useRouteRef } from '@backstage/core-plugin-api';
import type { MissingFigure } from '@modelyard/llm-measures';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { fleetPath } from '../fleet/fleetPath';
import { useFormats } from '../formats';
import type { CardNextStep } from '../frame';
import { CardMessage } from '../frame/CardMessage';
import { fleetLinkRouteRef } from '../routes';
import { useTexts } from '../useTexts';
import type { MeasureLine } from './MeasureLine';
import { setUpTopic } from './setUp';
import { useMeasureWords } from './useMeasureWords';

const useStyles = makeStyles(
  theme => ({ note: { marginTop: theme.spacing(1) } }),
  { name: 'LlmMissingFigures' },
);

/** Figures that are missing for one reason. */
interface Gap {
  readonly figure: MissingFigure;
  readonly names: string[];
  readonly measure: string;
}

/** Why figures are missing and what to do about it: each reason once. */
export function MissingFigures(props: {
  lines: readonly MeasureLine[];
  refresh: () => void;
  /** Said where nothing came in, instead of the reasons. */
  idle?: string;
  /** Whether nothing else stands in the card. */
  alone?: boolean;
}) {
  const { lines, refresh, idle, alone } = props;
  const t = useTexts();
  const classes = useStyles();
  const gaps = gapsOf(lines, alone);
  const quiet = gaps.every(({ figure }) => figure.state !== 'error');
  if (alone && idle !== undefined && quiet) {
    return (
      <CardMessage
        tone="empty"
        title={t('measures.stateTitle.no_traffic')}
        description={idle}
      />
    );
  }
  return (
    <>
      {gaps.map((gap, index) => (
        <div
          key={`${gap.figure.state} ${gap.names[0]}`}
          className={alone && index === 0 ? undefined : classes.note}
        >
          {alone ? (
            <WholeCard gap={gap} named={gaps.length > 1} refresh={refresh} />
          ) : (
            <Note gap={gap} refresh={refresh} />
          )}
        </div>
      ))}
    </>
  );
}

/** One reason that stands where the figures would. */
function WholeCard(props: { gap: Gap; named: boolean; refresh: () => void }) {
  const { gap, named, refresh } = props;
  const t = useTexts();
  const formats = useFormats();
  const sentence = useSentence();
  const { state } = gap.figure;
  const title = t(`measures.stateTitle.${state}`);
  return (
    <CardMessage
      tone={state === 'error' ? 'error' : 'empty'}
      title={
        named
          ? t('measures.missing.named', {
              names: formats.list(gap.names),
              reason: t(`measures.state.${state}`),
            })
          : title
      }
      description={sentence(gap)}
      nextStep={useNextStep(gap, refresh)}
    />
  );
}

/** One reason under the figures that are known. */
function Note(props: { gap: Gap; refresh: () => void }) {
  const { gap, refresh } = props;
  const t = useTexts();
  const formats = useFormats();
  const sentence = useSentence();
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {t('measures.missing.named', {
        names: formats.list(gap.names),
        reason: sentence(gap),
      })}
      {gap.figure.state === 'error' && (
        <Button size="small" color="primary" onClick={refresh}>
          {t('frame.retry')}
        </Button>
      )}
    </Typography>
  );
}

/** Reason, who was asked where one failed, and what would have to be set up. */
function useSentence(): (gap: Gap) => string {
  const t = useTexts();
  const words = useMeasureWords();
  return ({ figure, measure }) => {
    const reason = words.reason(figure.reason);
    const sources = figure.sources.join(', ');
    const why =
      figure.state === 'error' && sources
        ? t('measures.missing.ofSources', { reason, sources })
        : t('measures.missing.sentence', { reason });
    return figure.state === 'not_instrumented'
      ? `${why} ${words.setUp(measure)}`
      : why;
  };
}

function useNextStep(gap: Gap, refresh: () => void): CardNextStep | undefined {
  const t = useTexts();
  const fleet = useRouteRef(fleetLinkRouteRef)?.();
  if (gap.figure.state === 'error') {
    return { label: t('frame.retry'), onClick: refresh };
  }
  return gap.figure.state === 'not_instrumented' && fleet !== undefined
    ? {
        label: t('measures.missing.sources'),
        to: fleetPath(fleet, { tab: 'sources' }),
      }
    : undefined;
}

/**
 * One gap for each state and reason, in the order of the lines. What is not set
 * up is one thing, whatever the series are called: a card where nothing is says
 * so once.
 */
function gapsOf(lines: readonly MeasureLine[], alone?: boolean): Gap[] {
  const once =
    alone && lines.every(({ figure }) => figure.state === 'not_instrumented');
  const gaps = new Map<string, Gap>();
  for (const { name, measure, figure } of lines) {
    if (figure.state !== 'value') {
      const advice = once ? '' : setUpTopic(measure);
      const why =
        figure.state === 'not_instrumented' ? advice : figure.reason.message;
      const key = `${figure.state} ${why}`;
      const gap = gaps.get(key);
      if (gap) {
        gap.names.push(name);
      } else {
        gaps.set(key, { figure, names: [name], measure });
      }
    }
  }
  return [...gaps.values()];
}
