// @ts-check

/**
 * What guardrails checked, a row for each count. Few of the rows of usage have any of it, and those are guardrails, whose rows
 * have nothing else: as columns of every row ten counts would lengthen each of many million rows, and every sum over them.
 *
 * @param {import('knex').Knex} knex
 * @param {'hour' | 'day'} grain
 */
async function createGrain(knex, grain) {
  const name = `llm_usage_${grain}_checks`;
  const sql = knex.schema
    .createTable(name, table => {
      table.integer(grain).notNullable();
      table.integer('key_id').notNullable();
      table.smallint('count').notNullable();
      table.double('n').notNullable();
      table.smallint('qualifiers').notNullable();
      // In the order of the tables of usage: hours by time, days by key.
      table.primary(
        grain === 'hour'
          ? ['hour', 'key_id', 'count']
          : ['key_id', 'day', 'count'],
        `${name}_pk`,
      );
    })
    .toString();
  const sqlite = knex.client.config.client.includes('sqlite');
  await knex.raw(
    `${sql} ${sqlite ? 'without rowid' : 'with (fillfactor = 80)'}`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createGrain(knex, 'hour');
  await createGrain(knex, 'day');
  await knex.schema.alterTable('llm_usage_day_checks', table => {
    table.index(['day'], 'llm_usage_day_checks_day_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // How well they were known is kept beside the same of other counts, of which there are twelve.
  for (const grain of ['hour', 'day']) {
    await knex(`llm_usage_${grain}_edges`).where('count', '>=', 12).delete();
    await knex.schema.dropTable(`llm_usage_${grain}_checks`);
  }
};
