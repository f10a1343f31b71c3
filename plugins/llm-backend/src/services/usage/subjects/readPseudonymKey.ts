import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';

const NAME = 'pseudonym-key';
const BYTES = 32;

/** The key of the pseudonyms: that of the configuration, else one that is made once and that all replicas share. */
export async function readPseudonymKey(
  knex: Knex,
  configured: string | undefined,
): Promise<string> {
  if (configured !== undefined) {
    return configured;
  }
  await knex('llm_usage_settings')
    .insert({ name: NAME, value: randomBytes(BYTES).toString('hex') })
    .onConflict('name')
    .ignore();
  const row = await knex('llm_usage_settings').where({ name: NAME }).first();
  return row.value;
}
