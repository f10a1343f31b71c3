import { Fragment } from 'react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Look } from './palette';
import { Swatch } from './Swatch';

/** A line of a tooltip. */
export interface TooltipLine {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly mark?: 'fill' | 'line';
  readonly look?: Look;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      position: 'absolute',
      zIndex: 1,
      top: 0,
      width: 'max-content',
      maxWidth: 'min(320px, 90%)',
      padding: theme.spacing(1, 1.5),
      pointerEvents: 'none',
    },
    lines: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr auto',
      columnGap: theme.spacing(1),
      alignItems: 'center',
    },
    name: { overflowWrap: 'anywhere' },
    value: { textAlign: 'right', whiteSpace: 'nowrap' },
  }),
  { name: 'LlmChartTooltip' },
);

/**
 * What a step of a chart shows in words. The slider of the chart says the same
 * to assistive technology.
 */
export function Tooltip(props: {
  title: string;
  lines: readonly TooltipLine[];
  /** Where the step is, in pixels from the left. */
  at: number;
  /** Width of the chart in pixels. */
  width: number;
  /** Colour between stripes. */
  ground: string;
}) {
  const { title, lines, at, width, ground } = props;
  const classes = useStyles();
  const side = at > width / 2 ? { right: width - at + 12 } : { left: at + 12 };
  return (
    <Paper className={classes.root} style={side} elevation={4} aria-hidden>
      <Typography variant="subtitle2" component="div">
        {title}
      </Typography>
      <div className={classes.lines}>
        {lines.map(({ key, name, value, mark = 'fill', look }) => (
          <Fragment key={key}>
            {look ? (
              <Swatch look={look} mark={mark} ground={ground} />
            ) : (
              <span />
            )}
            <Typography
              variant="body2"
              component="span"
              className={classes.name}
            >
              {name}
            </Typography>
            <Typography
              variant="body2"
              component="span"
              className={classes.value}
            >
              {value}
            </Typography>
          </Fragment>
        ))}
      </div>
    </Paper>
  );
}
