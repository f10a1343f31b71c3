import knexFactory, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The server that the tests use as well; the benchmark does not start one. */
export const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

/** Runs something on an empty database, which is gone afterwards. */
export type WithDatabase = <T>(run: (knex: Knex) => Promise<T>) => Promise<T>;

/**
 * SQLite in a file that is not flushed to disk: what is compared is the work of
 * the catalog, and the waiting for a disk would hide a part of it.
 */
export const withSqlite: WithDatabase = async run => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'catalog-bench-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'catalog.sqlite') },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate(
        connection: { pragma(statement: string): unknown },
        done: (error: null, connection: unknown) => void,
      ) {
        connection.pragma('synchronous = OFF');
        done(null, connection);
      },
    },
  });
  try {
    return await run(knex);
  } finally {
    await knex.destroy();
    fs.rmSync(folder, { recursive: true, force: true });
  }
};

/** A database of its own on the PostgreSQL server of the tests. */
export const withPostgres: WithDatabase = async run => {
  const name = `bench_${randomBytes(8).toString('hex')}`;
  const connect = (database: string) => {
    const url = new URL(`${postgresUrl}`);
    url.pathname = `/${database}`;
    return knexFactory({ client: 'pg', connection: url.toString() });
  };
  const admin = connect('postgres');
  await admin.raw('CREATE DATABASE ??', [name]);
  const knex = connect(name);
  try {
    return await run(knex);
  } finally {
    await knex.destroy();
    await admin.raw('DROP DATABASE ??', [name]);
    await admin.destroy();
  }
};
