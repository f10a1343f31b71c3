import {
  isSeriesId,
  Profile,
  QuerySelector,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
import { EngineSelectors } from '../config/MeasuresConfig';
import { ReadingAsk, Span, Waiting } from '../reading/ReadingAsk';
import { metricNames } from './EngineAsker';
import { Selection, selectorOf } from './selections';

/** One source of one engine, and what is asked of it. */
export interface ProfileAsk {
  readonly ask: ReadingAsk;
  readonly engine: MeasureEngine;
  readonly profile: Profile;
  readonly selection: Selection;
  readonly steps?: readonly Span[];
  readonly waiting: Waiting;
}

/** Up to when a step tells: the last one is not over yet. */
export function endOfStep(key: string, step: Span, span: Span): string {
  const end = Date.parse(key) + step.to - step.from;
  return new Date(Math.min(end, span.to)).toISOString();
}

/** Engines name the stores behind them, which are nobody's business but their operator's. */
export function withoutAddresses(text: string): string {
  return text
    .replace(/https?:\/\/[^\s"']+/g, '(address)')
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g, '(address)');
}

/** What a source is called: the engine, and what it holds. */
export function sourceName({
  engine,
  profile,
}: Pick<ProfileAsk, 'engine' | 'profile'>): string {
  return `${engine.name}/${profile.id}`;
}

/** An expression may use any name; what cannot happen needs none. Both are there where the source is. */
export function isThere(
  profile: Profile,
  ask: ReadingAsk,
  held: ReadonlySet<string>,
): boolean {
  const names = metricNames(profile, ask.series);
  return names.length === 0
    ? held.size > 0 || isOnlyExpressions(profile)
    : names.some(name => held.has(name));
}

/** A profile of nothing but expressions has no names that could be looked for. */
function isOnlyExpressions(profile: Profile): boolean {
  return Object.values(profile.series).every(
    entry => entry === undefined || entry.expression !== undefined,
  );
}

/** What it means that a series is not there. */
export function absenceOf(
  profile: Profile,
  ask: ReadingAsk,
): 'zero' | 'unknown' {
  return profile.series[ask.series]?.born === 'at-first-event'
    ? 'zero'
    : 'unknown';
}

/** A series whose newest sample is that of the source: one for all that are selected alike, so that it is asked for once. */
export function witnessOf(
  { ask, profile, engine, selection }: ProfileAsk,
  settings: EngineSelectors,
  held: ReadonlySet<string>,
  selector: QuerySelector,
): SeriesId {
  const text = JSON.stringify(selector);
  return (
    Object.keys(profile.series)
      .filter(isSeriesId)
      .find(series => {
        const other = selectorOf({
          selection,
          profile,
          series,
          settings,
          ...(engine.clusters && { clusters: engine.clusters }),
        });
        return (
          profile.series[series]?.born !== 'at-first-event' &&
          metricNames(profile, series).some(name => held.has(name)) &&
          other.ok &&
          JSON.stringify(other.selector) === text
        );
      }) ?? ask.series
  );
}
