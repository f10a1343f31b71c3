// @ts-check

/**
 * What benchmarks measured of deployments. Rows are only ever added: what was recorded anew stands beside what was before.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('llm_baselines', table => {
    table
      .string('id', 32)
      .primary()
      .comment('Digest of all that was recorded, which so is recorded once');
    table.string('model', 300).notNullable();
    table.string('version', 100).notNullable();
    table.string('deployment', 100).notNullable();
    table.string('tool', 50).notNullable();
    table.bigInteger('ran_at').notNullable().comment('Milliseconds since 1970');
    table
      .bigInteger('recorded_at')
      .notNullable()
      .comment('Milliseconds since 1970');
    table.string('recorded_by', 300).notNullable();
    table.string('digest', 71).notNullable().comment('That of the result');
    table.double('tokens_per_second').notNullable();
    table.double('time_to_first_token_p95').comment('Seconds');
    table.double('inter_token_p95').comment('Seconds');
    table.text('conditions').notNullable().comment('JSON');
    table.text('note');
    table.index(['model', 'recorded_at'], 'llm_baselines_model_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('llm_baselines');
};
