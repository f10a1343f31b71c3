import {
  Measure,
  measures,
  Need,
  profiles,
  query,
  QueryOptions,
  SeriesId,
} from '@modelyard/llm-measures';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
import pLimit from 'p-limit';

const HOUR = 3600;

/** Long windows are shorter here than in life: what is tried is whether an engine takes the query. */
function windowOf(need: Need): number {
  if (typeof need.window === 'number') {
    return Math.min(need.window, 24 * HOUR);
  }
  return need.window === 'asked' ? 6 * HOUR : 48 * HOUR;
}

/** Every question that a measure asks of any source, whole and by each of its breakdowns, and what is asked beside it. */
function* questionsOf(measure: Measure): Generator<QueryOptions> {
  for (const need of Object.values(measure.needs)) {
    for (const profile of profiles.filter(each => each.series[need.series])) {
      const common = {
        profile,
        series: need.series,
        selector: {},
        windowSeconds: windowOf(need),
      };
      yield { ...common, ask: need.ask };
      for (const dimension of measure.breakdowns) {
        yield { ...common, ask: need.ask, by: [dimension] };
      }
      yield { ...common, ask: 'samples', windowSeconds: 60 };
      yield { ...common, ask: 'presence' };
      yield { ...common, ask: 'newest' };
    }
  }
}

/** Asks every query of every measure once, at a moment in milliseconds since 1970. */
export async function askEveryMeasure(engine: MeasureEngine, time: number) {
  const texts = new Set<string>();
  const refused: string[] = [];
  for (const measure of measures) {
    for (const question of questionsOf(measure)) {
      const written = query(question);
      if (written.ok) {
        written.value.forEach(text => texts.add(text));
      } else if (written.issues[0].code !== 'not-instrumented') {
        refused.push(`${measure.id}: ${written.issues[0].message}`);
      }
    }
  }
  let answered = 0;
  const limit = pLimit(4);
  await Promise.all(
    [...texts].map(text =>
      limit(async () => {
        try {
          const { series } = await engine.instant(text, { time });
          answered += series.length > 0 ? 1 : 0;
        } catch (error) {
          refused.push(`${text}: ${error}`);
        }
      }),
    ),
  );
  return { count: texts.size, answered, refused };
}

/** What an engine says by how much a series of a source grew in a day, in all. */
export async function askIncrease(
  engine: MeasureEngine,
  profileId: string,
  series: SeriesId,
  time: number,
): Promise<number> {
  const profile = profiles.find(({ id }) => id === profileId)!;
  const written = query({
    profile,
    series,
    selector: {},
    windowSeconds: 24 * HOUR,
    ask: 'increase',
  });
  if (!written.ok) {
    throw new Error(written.issues[0].message);
  }
  const answer = await engine.instant(written.value[0], { time });
  return answer.series[0]?.samples[0].value ?? NaN;
}
