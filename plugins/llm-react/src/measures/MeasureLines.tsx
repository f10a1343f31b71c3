import type { ReactNode } from 'react';
import type { Figure } from '@modelyard/llm-measures';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Unknown } from '../facts';
import { FigureText } from './FigureText';
import type { MeasureLine } from './MeasureLine';
import { MissingFigures } from './MissingFigures';
import { ObjectiveMark } from './ObjectiveMark';
import { ProvenanceLine } from './ProvenanceLine';

const useStyles = makeStyles(
  theme => ({
    main: { margin: theme.spacing(0, 0, 1) },
    mainFigure: { lineHeight: 1.25 },
    list: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      columnGap: theme.spacing(2),
      rowGap: theme.spacing(0.5),
      margin: 0,
    },
    value: {
      margin: 0,
      textAlign: 'right',
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'flex-end',
      alignItems: 'center',
      columnGap: theme.spacing(1),
      maxWidth: '15em',
    },
    detail: { gridColumn: '1 / -1', margin: 0 },
    after: { marginTop: theme.spacing(1) },
  }),
  { name: 'LlmMeasureLines' },
);

/** States that say something of what a source answered. */
const ANSWERED: readonly Figure['state'][] = ['no_traffic', 'no_data'];

/**
 * The figures of a card: those that are known with what they are held against,
 * those that are missing in words, each reason once. Where none is known, only
 * the reasons are there.
 *
 * @public
 */
export function MeasureLines(props: {
  lines: readonly MeasureLine[];
  /** Reads them again, offered where a source failed. */
  refresh: () => void;
  /** Said instead of the reasons where nothing came in. */
  idle?: string;
  /** Between the main figure and the others; only drawn where one is known. */
  children?: ReactNode;
  /** After the figures, as well only where one is known. */
  after?: ReactNode;
}) {
  const { refresh, idle, children, after } = props;
  const classes = useStyles();
  const lines = props.lines.filter(
    ({ figure, otherwise }) =>
      figure.state !== 'not_applicable' || otherwise !== undefined,
  );
  if (!lines.some(({ figure }) => figure.state === 'value')) {
    return (
      <>
        <MissingFigures
          lines={
            lines.some(({ figure }) => figure.state !== 'not_applicable')
              ? lines.filter(({ figure }) => figure.state !== 'not_applicable')
              : props.lines
          }
          refresh={refresh}
          idle={idle}
          alone
        />
        <ProvenanceLine
          of={lines
            .map(({ figure }) => figure)
            .filter(({ state }) => ANSWERED.includes(state))}
        />
      </>
    );
  }
  const main = lines.filter(line => line.main);
  const others = lines.filter(line => !line.main);
  return (
    <>
      {main.map(line => (
        <div key={line.name} className={classes.main}>
          <Typography variant="caption" color="textSecondary" component="p">
            {line.name}
          </Typography>
          <Typography
            variant={line.figure.state === 'value' ? 'h5' : 'body1'}
            component="p"
            className={classes.mainFigure}
          >
            <LineFigure line={line} />
          </Typography>
          <Detail line={line} />
        </div>
      ))}
      {children}
      {others.length > 0 && (
        <dl className={classes.list}>
          {others.map(line => (
            <Line key={line.name} line={line} />
          ))}
        </dl>
      )}
      {after && <div className={classes.after}>{after}</div>}
      <MissingFigures
        lines={lines.filter(
          ({ figure }) =>
            figure.state !== 'value' && figure.state !== 'not_applicable',
        )}
        refresh={refresh}
      />
      <ProvenanceLine of={lines.map(({ figure }) => figure)} />
    </>
  );
}

function Line({ line }: { line: MeasureLine }) {
  const classes = useStyles();
  const hasDetail = line.detail && line.figure.state === 'value';
  return (
    <>
      <Typography variant="body2" component="dt" color="textSecondary">
        {line.name}
      </Typography>
      <Typography variant="body2" component="dd" className={classes.value}>
        <LineFigure line={line} />
      </Typography>
      {hasDetail && (
        <dd className={classes.detail}>
          <Detail line={line} />
        </dd>
      )}
    </>
  );
}

function LineFigure({ line }: { line: MeasureLine }) {
  const { figure, objective, bounds, otherwise } = line;
  if (figure.state === 'not_applicable' && otherwise !== undefined) {
    return <Unknown>{otherwise}</Unknown>;
  }
  return (
    <>
      <FigureText figure={figure} bounds={bounds} />
      {objective && figure.state === 'value' && (
        <>
          {' '}
          <ObjectiveMark objective={objective} like={figure} />
        </>
      )}
    </>
  );
}

function Detail({ line }: { line: MeasureLine }) {
  return line.detail && line.figure.state === 'value' ? (
    <Typography variant="caption" color="textSecondary" component="div">
      {line.detail}
    </Typography>
  ) : null;
}
