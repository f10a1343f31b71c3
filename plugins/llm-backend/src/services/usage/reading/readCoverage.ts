import { Knex } from 'knex';
import { hourNumber } from '../tables/units';
import { SpanPlan } from './planSpan';
import { SourceCoverage } from './UsageReader';

/** How much sources have told of the hours of a span that are over, since they were asked first. */
export async function readCoverage(
  knex: Knex,
  { from, to }: SpanPlan,
  now: number,
): Promise<SourceCoverage[]> {
  const end = Math.min(to, hourNumber(now));
  const rows: Array<{ source: string; first: number; told: number | string }> =
    await knex('llm_usage_pulls')
      .where('hour', '<', end)
      .groupBy('source')
      .orderBy('source')
      .select(
        'source',
        knex.raw('MIN(hour) AS first'),
        knex.raw('SUM(CASE WHEN hour >= ? THEN 1 ELSE 0 END) AS told', [from]),
      );
  return rows.flatMap(({ source, first, told }) => {
    const expected = end - Math.max(from, first);
    return expected > 0
      ? [
          {
            source,
            coverage: Number(told) / expected,
            missingHours: expected - Number(told),
          },
        ]
      : [];
  });
}
