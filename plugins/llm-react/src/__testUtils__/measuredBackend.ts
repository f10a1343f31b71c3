import {
  findMeasure,
  measures,
  type AnyReading,
  type Measure,
  type MeasureContext,
  type MeasuredTask,
  type MeasureResult,
  type Need,
  type Qualifier,
} from '@modelyard/llm-measures';
import type {
  LlmMeasureAnswer,
  LlmMeasureAsk,
  LlmMeasuresQuestion,
  LlmWindow,
} from '@modelyard/plugin-llm-common';
import type { LlmApi } from '../api';
import { everything, type Seen } from './seenSeries';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What sources say of a model or a pool, and how. */
export interface Sight {
  /** By canonical series, `<series>@engine` for the engine's own count of it. Default: everything. */
  seen?: Partial<Record<string, Seen>>;
  /** What becomes of all series that `seen` does not name. */
  rest?: Seen;
  task?: MeasuredTask;
  context?: MeasureContext;
  qualifiers?: readonly Qualifier[];
  coverage?: number;
  /** Shares of the consumers. */
  consumers?: Record<string, number>;
}

/** A backend whose sources see what a test says; the measures are the real ones. */
export function measuredBackend(sight: Sight = {}): Pick<
  LlmApi,
  'readMeasures' | 'listMeasures'
> & {
  readonly asked: LlmMeasuresQuestion[];
} {
  const asked: LlmMeasuresQuestion[] = [];
  return {
    asked,
    listMeasures: async () =>
      measures.map(
        ({ id, unit, tasks, better, formula, parts, breakdowns }) => ({
          id,
          unit,
          tasks: [...tasks],
          better,
          formula,
          parts: [...parts],
          breakdowns: [...breakdowns],
        }),
      ),
    readMeasures: async question => {
      asked.push(question);
      return {
        entityRef: question.entityRef,
        readAt: new Date().toISOString(),
        answers: question.asks.map(ask => answerTo(ask, sight)),
      };
    },
  };
}

function answerTo(ask: LlmMeasureAsk, sight: Sight): LlmMeasureAnswer {
  const measure = findMeasure(ask.measure);
  if (!measure) {
    throw new Error(`There is no measure ${ask.measure}`);
  }
  const to = Date.now();
  const from = to - lengthOf(ask.window);
  const of = (share: number) => compute({ measure, sight, from, to, share });
  const { consumers } = sight;
  return {
    id: ask.id,
    measure: ask.measure,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    result: of(1),
    ...(ask.compare && { previous: of(0.8) }),
    ...(ask.by === 'consumer' &&
      consumers && {
        groups: Object.entries(consumers).map(([key, share]) => ({
          key,
          result: of(share),
        })),
      }),
    ...(ask.step && {
      course: Array.from({ length: 24 }, (_, hour) => {
        // Busy by day; nothing is known of one hour.
        const share = (1 + Math.sin(((hour - 8) / 24) * 2 * Math.PI)) / 24;
        const { explain, parts, objective, ...figure } = of(share);
        return {
          from: new Date(from + hour * HOUR).toISOString(),
          figure:
            hour === 5
              ? {
                  state: 'no_data' as const,
                  reason: { code: 'no-series', message: 'Nothing there' },
                  qualifiers: [],
                  sources: [],
                }
              : figure,
        };
      }),
    }),
  };
}

function compute(options: {
  measure: Measure;
  sight: Sight;
  from: number;
  to: number;
  share: number;
}): MeasureResult {
  const { measure, sight, from, to, share } = options;
  return measure.compute({
    task: sight.task ?? 'chat',
    window: { from, to },
    context: sight.context ?? {},
    readings: Object.fromEntries(
      Object.entries(measure.needs).flatMap(([name, need]) => {
        const reading = readingOf(need, sight, share);
        return reading ? [[name, reading]] : [];
      }),
    ),
  });
}

function readingOf(
  need: Need,
  sight: Sight,
  share: number,
): AnyReading | undefined {
  const seen = sight.seen ?? {};
  const place = need.vantages?.includes('engine') ? 'engine' : 'gateway';
  const answer =
    seen[`${need.series}@${place}`] ??
    seen[need.series] ??
    sight.rest ??
    everything[`${need.series}@${place}`] ??
    everything[need.series];
  if (answer === undefined || answer === 'nowhere') {
    return undefined;
  }
  const from = {
    qualifiers: sight.qualifiers ?? [],
    asOf: new Date(Date.now() - 130_000).toISOString(),
    sources: [need.series.startsWith('gpu') ? 'prometheus-fra' : place],
    coverage: sight.coverage ?? 1,
    query: `sum(increase(${need.series.replaceAll('.', '_')}_total[1h]))`,
  };
  if (answer === 'absent') {
    return { ...from, state: 'absent', absence: 'unknown' };
  }
  if (typeof answer === 'object' && 'error' in answer) {
    return {
      ...from,
      coverage: undefined,
      state: 'error',
      reason: { code: 'timeout', message: answer.error },
    };
  }
  if (typeof answer === 'number') {
    const scaled = need.ask === 'increase' ? answer * share : answer;
    return { ...from, state: 'read', value: scaled };
  }
  // Of one kind in each branch: a reading is of one kind.
  return 'bounds' in answer
    ? { ...from, state: 'read', value: answer }
    : { ...from, state: 'read', value: answer };
}

function lengthOf(window: LlmWindow): number {
  if (typeof window === 'object') {
    return Date.parse(window.to) - Date.parse(window.from);
  }
  const [, count, unit] = /^(\d+)([hd])$/.exec(window) ?? ['', '30', 'd'];
  return Number(count) * (unit === 'h' ? HOUR : DAY);
}
