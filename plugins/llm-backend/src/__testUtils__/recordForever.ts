import knexFactory from 'knex';
import { tuneSqlite } from '../services/usage/migrateUsage';
import { HOUR_MS } from '../services/usage/tables/units';
import {
  call,
  gateway,
  ledgerOn,
  plainSubjects,
  point,
  price,
  T0,
} from './usage';

/**
 * A replica that is told of calls and points, and says of each batch that it is stored once it is: `recordForever.ts
 * <first> <seed> <total>`, with the settings of knex in `TEST_KNEX`. Beginning with the batch of the given number it takes all, in
 * its own order, and each batch also has some calls of the one before.
 */
async function main() {
  const [first, seed, total] = process.argv.slice(2);
  const knex = knexFactory(JSON.parse(`${process.env.TEST_KNEX}`));
  await tuneSqlite(knex);
  const { ledger } = ledgerOn(knex, {
    now: () => T0 + 5 * HOUR_MS,
    subjects: plainSubjects({ 'model:default/qwen': [price] }),
  });
  const size = 20;
  const batches = Number(total) / size;
  for (let i = Number(first); i < batches; i += 1) {
    const batch = (i * Number(seed)) % batches;
    const begin = Math.max(0, batch * size - 5);
    const numbers = Array.from(
      { length: (batch + 1) * size - begin },
      (_, index) => begin + index,
    );
    await ledger.recordCalls({
      ...gateway,
      calls: numbers.map(number =>
        call(`call-${number}`, {
          // Over five hours, some of which are closed meanwhile.
          at: T0 + (number % 300) * 60_000,
          subject: {
            model: 'model:default/qwen',
            consumer: `component:default/c${number % 7}`,
          },
        }),
      ),
    });
    await ledger.recordPoints({
      ...gateway,
      source: 'metrics-fra',
      vantage: 'gateway',
      points: [
        point(T0 + (i + 1) * 1_000, {
          counts: { inputTokens: (i + 1) * 10 },
        }),
      ],
    });
    process.stdout.write(`${i}\n`);
  }
  await knex.destroy();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
