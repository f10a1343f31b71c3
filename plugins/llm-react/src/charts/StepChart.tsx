import { useId, useMemo, useState } from 'react';
import { LinePath } from '@visx/shape';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import { Axes } from './Axes';
import { Legend, type LegendItem } from './Legend';
import { Marks } from './Marks';
import { looksOf, type Look } from './palette';
import { knownSteps, layOut, type PlotType } from './plot';
import { totalsOf, type ChartSeries, type ChartStep } from './series';
import { Stripes } from './Stripes';
import { Tooltip, type TooltipLine } from './Tooltip';
import { useWidth } from './useWidth';

const PREVIOUS_DASHES = '5 4';

const useStyles = makeStyles(
  theme => ({
    root: {
      position: 'relative',
      borderRadius: theme.shape.borderRadius,
      '&:focus-within': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    svg: { display: 'block', overflow: 'visible' },
    // The keyboard's way through the steps: it lies over the chart, so that
    // a screen reader's cursor is where the chart is, and lets the mouse by.
    slider: {
      position: 'absolute',
      inset: 0,
      width: '100%',
      height: '100%',
      margin: 0,
      opacity: 0,
      pointerEvents: 'none',
    },
  }),
  { name: 'LlmStepChart' },
);

/** A chart of groups by steps, with axes, legend and a tooltip. */
export function StepChart(props: {
  label: string;
  type: PlotType;
  steps: readonly ChartStep[];
  series: readonly ChartSeries[];
  previous?: {
    readonly label: string;
    readonly values: readonly (number | undefined)[];
  };
  format: (value: number) => string;
  formatTick: (value: number) => string;
  unknown: { readonly word: string; readonly note: string };
  height: number;
}) {
  const { label, type, steps, series, previous, format, formatTick } = props;
  const { unknown, height } = props;
  const t = useTexts();
  const formats = useFormats();
  const theme = useTheme();
  const classes = useStyles();
  const id = useId();
  const [place, width] = useWidth<HTMLDivElement>();
  // The step that the slider stands at, and the one that is read just now.
  const [sliderStep, setSliderStep] = useState(0);
  const [active, setActive] = useState<number>();

  const ground = theme.palette.background.paper;
  const looks = looksOf(series, theme.palette.type);
  const previousLook: Look = {
    color: theme.palette.text.primary,
    striped: false,
    dashes: PREVIOUS_DASHES,
  };
  const before = previous?.values.slice(0, steps.length) ?? [];
  const plot = useMemo(
    () =>
      layOut({
        type,
        series,
        previous: previous?.values.slice(0, steps.length) ?? [],
        steps: steps.length,
        width,
        height,
      }),
    [type, series, previous, steps.length, width, height],
  );
  const known = knownSteps(series, steps.length);
  const totals = totalsOf(series, steps.length);
  const word = (value: number | undefined) =>
    value === undefined ? unknown.word : format(value);

  const linesOf = (step: number): TooltipLine[] => {
    const total = {
      key: 'total',
      name: t('charts.total'),
      value: word(totals[step]),
    };
    return [
      ...(series.length > 1 && type !== 'lines' ? [total] : []),
      ...series
        .map(({ key, label: name, values }, index) => ({
          key: `series ${key}`,
          name,
          value: word(values[step]),
          mark: type === 'lines' ? ('line' as const) : ('fill' as const),
          look: looks[index],
        }))
        // The highest of a stack stands first, as in the chart.
        .reverse(),
      ...(previous
        ? [
            {
              key: 'previous',
              name: previous.label,
              value: word(before[step]),
              mark: 'line' as const,
              look: previousLook,
            },
          ]
        : []),
    ];
  };
  const said = (step: number) =>
    t('charts.said', {
      step: steps[step].label,
      values: formats.list(
        linesOf(step).map(({ name, value }) =>
          t('charts.value', { name, value }),
        ),
      ),
    });

  const shown =
    active !== undefined && active < steps.length ? active : undefined;
  const last = steps.length - 1;
  const items: LegendItem[] = [
    ...series.map(
      ({ key, label: name }, index): LegendItem => ({
        key,
        label: name,
        mark: type === 'lines' ? 'line' : 'fill',
        look: looks[index],
      }),
    ),
    ...(previous
      ? [
          {
            key: 'previous',
            label: previous.label,
            mark: 'line' as const,
            look: previousLook,
          },
        ]
      : []),
  ];

  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <div ref={place} className={classes.root}>
        <svg
          className={classes.svg}
          width={width}
          height={height}
          aria-hidden
          focusable="false"
          onPointerMove={event =>
            setActive(
              plot.stepAt(
                event.clientX -
                  event.currentTarget.getBoundingClientRect().left,
              ),
            )
          }
          onPointerLeave={() => setActive(undefined)}
        >
          <Stripes id={id} looks={looks} ground={ground} />
          {/* What has no paint is not under the pointer. */}
          <rect width={width} height={height} fill="transparent" />
          <g transform={`translate(${plot.left},${plot.top})`}>
            {shown !== undefined && (
              <rect
                x={(plot.width / steps.length) * shown}
                width={plot.width / steps.length}
                height={plot.height}
                fill={theme.palette.action.selected}
              />
            )}
            <Axes
              plot={plot}
              steps={steps}
              known={known}
              formatTick={formatTick}
            />
            <Marks
              id={id}
              type={type}
              plot={plot}
              series={series}
              looks={looks}
              steps={steps.length}
              ground={ground}
            />
            {previous && (
              <LinePath<number>
                data={before.map((_, step) => step)}
                defined={step => before[step] !== undefined}
                x={step => plot.middle(step)}
                y={step => plot.y(before[step] ?? 0)}
                stroke={theme.palette.text.primary}
                strokeWidth={2}
                strokeLinecap="round"
                strokeDasharray={PREVIOUS_DASHES}
                fill="none"
                data-series="previous"
              />
            )}
          </g>
        </svg>
        {last >= 0 && (
          <input
            type="range"
            className={classes.slider}
            min={0}
            max={last}
            step={1}
            value={Math.min(sliderStep, last)}
            aria-label={t('charts.steps', { chart: label })}
            aria-valuetext={said(Math.min(sliderStep, last))}
            onChange={event => {
              setSliderStep(Number(event.target.value));
              setActive(Number(event.target.value));
            }}
            onFocus={() => setActive(Math.min(sliderStep, last))}
            onBlur={() => setActive(undefined)}
            onKeyDown={event => {
              if (event.key === 'Escape') {
                setActive(undefined);
              }
            }}
          />
        )}
        {shown !== undefined && (
          <Tooltip
            title={steps[shown].label}
            lines={linesOf(shown)}
            at={plot.left + plot.middle(shown)}
            width={width}
            ground={ground}
          />
        )}
      </div>
      {(series.length > 1 || previous) && (
        <Legend items={items} ground={ground} />
      )}
      {known.includes(false) && (
        <Typography variant="caption" color="textSecondary" component="p">
          {unknown.note}
        </Typography>
      )}
    </figure>
  );
}
