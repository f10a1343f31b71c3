import { scaleBand, scaleLinear } from '@visx/scale';
import { sumOf, totalsOf, type ChartSeries } from './series';

/** How groups are drawn. */
export type PlotType = 'columns' | 'areas' | 'lines';

/** Where things are in a chart, in pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly bandwidth: number;
  /** Left edge of a step. */
  readonly x: (step: number) => number;
  readonly middle: (step: number) => number;
  readonly y: (value: number) => number;
  /** Values of the lines across. */
  readonly ticks: readonly number[];
  /** The step that a place belongs to. */
  readonly stepAt: (x: number) => number;
  readonly xScale: ReturnType<typeof scaleBand<number>>;
  readonly yScale: ReturnType<typeof scaleLinear<number>>;
}

const MARGIN = { top: 10, right: 8, bottom: 26, left: 60 };
const TICKS = 4;

/** Lays a chart out. */
export function layOut(options: {
  type: PlotType;
  series: readonly ChartSeries[];
  previous: readonly (number | undefined)[];
  steps: number;
  width: number;
  height: number;
}): Plot {
  const { type, series, previous, steps } = options;
  const width = Math.max(40, options.width - MARGIN.left - MARGIN.right);
  const height = options.height - MARGIN.top - MARGIN.bottom;
  const tops =
    type === 'lines'
      ? series.flatMap(({ values }) => values)
      : totalsOf(series, steps);
  const known = [...tops, ...previous].filter(value => value !== undefined);
  const xScale = scaleBand<number>({
    domain: Array.from({ length: steps }, (_, index) => index),
    range: [0, width],
    paddingInner: type === 'columns' ? 0.2 : 0,
    paddingOuter: type === 'columns' ? 0.1 : 0,
  });
  const yScale = scaleLinear<number>({
    domain: [0, Math.max(0, ...known) || 1],
    range: [height, 0],
    nice: TICKS,
  });
  const x = (step: number) => xScale(step) ?? 0;
  return {
    left: MARGIN.left,
    top: MARGIN.top,
    width,
    height,
    bandwidth: xScale.bandwidth(),
    x,
    middle: step => x(step) + xScale.bandwidth() / 2,
    y: value => yScale(value),
    ticks: yScale.ticks(TICKS),
    stepAt: place =>
      Math.min(
        steps - 1,
        Math.max(0, Math.floor(((place - MARGIN.left) / width) * steps)),
      ),
    xScale,
    yScale,
  };
}

/** A part of a stack; absent where its group has no value there. */
export type Part = { readonly from: number; readonly to: number } | undefined;

/** Puts the groups of each step on top of each other, the first one lowest. */
export function stack(
  series: readonly ChartSeries[],
  steps: number,
): readonly (readonly Part[])[] {
  const heights = Array.from({ length: steps }, () => 0);
  return series.map(({ values }) =>
    heights.map((from, step) => {
      const value = values[step];
      if (value === undefined) {
        return undefined;
      }
      heights[step] = from + value;
      return { from, to: heights[step] };
    }),
  );
}

/** The steps of which anything is known. */
export function knownSteps(
  series: readonly ChartSeries[],
  steps: number,
): boolean[] {
  return Array.from(
    { length: steps },
    (_, step) => sumOf(series.map(({ values }) => values[step])) !== undefined,
  );
}

/** Every how many-th step is named so that the names do not touch. */
export function everyNth(options: {
  steps: number;
  width: number;
  /** Room that a name needs, in pixels. */
  room: number;
}): number {
  const { steps, width, room } = options;
  return Math.max(1, Math.ceil((steps * room) / width));
}
