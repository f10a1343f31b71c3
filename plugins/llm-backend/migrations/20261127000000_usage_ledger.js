// @ts-check

/** What a row counts; a count that was not reported is null, which is not zero. */
const COUNTS = [
  'requests',
  'failed',
  'refused',
  'aborted',
  'input_tokens',
  'output_tokens',
  'cached_input_tokens',
  'audio_seconds',
  'characters',
  'images',
  'texts',
  'documents',
];

/**
 * Creates a table that is only ever found by its primary key. SQLite keeps its rows in the order of that, without a second tree;
 * PostgreSQL leaves room on its pages for rows that change often.
 *
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {(table: import('knex').Knex.CreateTableBuilder) => void} columns
 */
async function createByKey(knex, name, columns) {
  const sql = knex.schema.createTable(name, columns).toString();
  const sqlite = knex.client.config.client.includes('sqlite');
  await knex.raw(
    `${sql} ${sqlite ? 'without rowid' : 'with (fillfactor = 80)'}`,
  );
}

/**
 * The rows of one grain: hours since 1970, or days.
 *
 * @param {import('knex').Knex} knex
 * @param {'hour' | 'day'} grain
 */
async function createGrain(knex, grain) {
  await createByKey(knex, `llm_usage_${grain}s`, table => {
    table.integer(grain).notNullable();
    table.integer('key_id').notNullable();
    for (const count of COUNTS) {
      table.double(count);
    }
    table.smallint('qualifiers').notNullable();
    if (grain === 'day') {
      table.integer('unpriced').notNullable();
    } else {
      addMoney(table);
    }
    table.primary([grain, 'key_id'], `llm_usage_${grain}s_pk`);
  });
  await createByKey(knex, `llm_usage_${grain}_edges`, table => {
    table.integer(grain).notNullable();
    table.integer('key_id').notNullable();
    table.smallint('count').notNullable();
    table.double('unseen').notNullable();
    table.integer('unbounded').notNullable();
    table.double('start_edge').notNullable();
    table.double('end_edge').notNullable();
    table.primary([grain, 'key_id', 'count'], `llm_usage_${grain}_edges_pk`);
  });
  await createByKey(knex, `llm_usage_${grain}_buckets`, table => {
    table.integer(grain).notNullable();
    table.integer('key_id').notNullable();
    table.integer('scale_id').notNullable();
    table.smallint('bucket').notNullable();
    table.double('n').notNullable();
    table.primary(
      [grain, 'key_id', 'scale_id', 'bucket'],
      `llm_usage_${grain}_buckets_pk`,
    );
  });
}

/**
 * An amount as three whole numbers of 1, 10^-9 and 10^-18 of its currency, which both databases add exactly.
 *
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function addMoney(table) {
  table.integer('price_id');
  table.bigInteger('units');
  table.bigInteger('nano');
  table.bigInteger('atto');
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('llm_usage_keys', table => {
    table.comment('Who did what with which model, as which source saw it');
    table.increments('id');
    table.binary('digest', 16).notNullable().unique();
    for (const part of [
      'model',
      'version',
      'deployment',
      'operation',
      'provider',
      'consumer',
      'source',
      'vantage',
    ]) {
      table.text(part).notNullable();
    }
    table
      .integer('total_id')
      .comment('The key of all consumers together; null where it is that');
    table.index(['model'], 'llm_usage_keys_model_idx');
    table.index(['consumer'], 'llm_usage_keys_consumer_idx');
    table.index(['source'], 'llm_usage_keys_source_idx');
  });
  await knex.schema.createTable('llm_usage_scales', table => {
    table.comment('Series of histograms with the bounds of their buckets');
    table.increments('id');
    table.binary('digest', 16).notNullable().unique();
    table.text('series').notNullable();
    table.text('bounds').notNullable();
  });
  await knex.schema.createTable('llm_usage_prices', table => {
    table.comment('Prices by which hours were closed, as they were then');
    table.increments('id');
    table.binary('digest', 16).notNullable().unique();
    table.text('name').notNullable();
    table.string('currency', 3).notNullable();
    table.text('price').notNullable();
  });

  await createGrain(knex, 'hour');
  await createGrain(knex, 'day');
  await createByKey(knex, 'llm_usage_day_money', table => {
    table.integer('day').notNullable();
    table.integer('key_id').notNullable();
    addMoney(table);
    table.primary(['day', 'key_id', 'price_id'], 'llm_usage_day_money_pk');
  });

  await createByKey(knex, 'llm_usage_hour_states', table => {
    table.integer('hour').notNullable();
    table.double('closed_at');
    table.primary(['hour'], 'llm_usage_hour_states_pk');
  });
  await createByKey(knex, 'llm_usage_day_states', table => {
    table.integer('day').notNullable();
    // How often hours of the day have changed since, and how often they had when they were rolled up last.
    table.integer('changes').notNullable();
    table.integer('rolled');
    table.primary(['day'], 'llm_usage_day_states_pk');
  });
  await createByKey(knex, 'llm_usage_seen', table => {
    table.integer('hour').notNullable();
    table.binary('digest', 16).notNullable();
    table.primary(['hour', 'digest'], 'llm_usage_seen_pk');
  });
  await knex.schema.createTable('llm_usage_streams', table => {
    table.comment('Where cumulative streams of metrics have come to');
    table.binary('digest', 16).notNullable().primary();
    table.double('last_at').notNullable();
    table.text('state').notNullable();
    table.index(['last_at'], 'llm_usage_streams_last_at_idx');
  });
  await knex.schema.createTable('llm_usage_pulls', table => {
    table.comment('Hours that a source which is asked has told of');
    table.string('source', 255).notNullable();
    table.integer('hour').notNullable();
    table.double('read_at').notNullable();
    table.smallint('qualifiers').notNullable();
    table.primary(['source', 'hour'], 'llm_usage_pulls_pk');
  });
  await knex.schema.createTable('llm_usage_corrections', table => {
    table.comment('What changed in hours after they were closed');
    table.increments('id');
    table.integer('hour').notNullable();
    table.integer('key_id').notNullable();
    table.double('at').notNullable();
    table.text('reason').notNullable();
    table.text('before').notNullable();
    table.text('after').notNullable();
    table.text('difference').notNullable();
    table.index(['hour', 'key_id'], 'llm_usage_corrections_hour_idx');
  });
  await knex.schema.createTable('llm_usage_refusals', table => {
    table.comment('What intakes had to refuse, by day: senders have lost it');
    table.string('intake', 100).notNullable();
    table.integer('day').notNullable();
    table.string('code', 100).notNullable();
    table.double('requests').notNullable();
    table.double('last_at').notNullable();
    table.primary(['intake', 'day', 'code'], 'llm_usage_refusals_pk');
  });
  await knex.schema.createTable('llm_usage_receipts', table => {
    table.comment('What intakes have counted, by day');
    table.string('intake', 100).notNullable();
    table.integer('day').notNullable();
    table.double('counted').notNullable();
    table.double('repeated').notNullable();
    table.double('late').notNullable();
    table.double('last_at').notNullable();
    table.primary(['intake', 'day'], 'llm_usage_receipts_pk');
  });
  await knex.schema.createTable('llm_usage_settings', table => {
    table.comment('What the ledger has made for itself once');
    table.string('name', 100).notNullable().primary();
    table.text('value').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'settings',
    'receipts',
    'refusals',
    'corrections',
    'pulls',
    'streams',
    'seen',
    'day_states',
    'hour_states',
    'day_money',
    'day_buckets',
    'day_edges',
    'days',
    'hour_buckets',
    'hour_edges',
    'hours',
    'prices',
    'scales',
    'keys',
  ]) {
    await knex.schema.dropTable(`llm_usage_${name}`);
  }
};
