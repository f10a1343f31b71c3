import {
  AuthService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ClosedHours } from './ClosedHours';
import { DatabaseHourStore } from './DatabaseHourStore';
import { DefaultUsageLedger } from './DefaultUsageLedger';
import { HourWriter } from './HourWriter';
import { IntakeRecords } from './IntakeRecords';
import { migrateUsage, tuneSqlite } from './migrateUsage';
import { CatalogUsageSubjects } from './subjects/CatalogUsageSubjects';
import { ConsumerNames } from './subjects/ConsumerNames';
import { readPseudonymKey } from './subjects/readPseudonymKey';
import { UsageDictionary } from './tables/UsageDictionary';
import { DayRoller } from './upkeep/DayRoller';
import { HourCloser } from './upkeep/HourCloser';
import { UsagePruner } from './upkeep/UsagePruner';
import { UsageUpkeep } from './upkeep/UsageUpkeep';
import { DatabaseUsageReader } from './reading/DatabaseUsageReader';
import { LedgerModels } from './reading/LedgerModels';
import { readUsageConfig } from './UsageConfig';

/** Brings the tables up to date and puts the ledger together. */
export async function createUsage(options: {
  auth: AuthService;
  catalog: CatalogService;
  config: Config;
  database: DatabaseService;
  logger: LoggerService;
}) {
  const { auth, catalog, database, logger } = options;
  const config = readUsageConfig(options.config);
  const knex = await database.getClient();
  await tuneSqlite(knex);
  await migrateUsage(knex, { skip: database.migrations?.skip ?? false });

  const { aliases, closeAfterMs } = config;
  const pseudonymKey = await readPseudonymKey(knex, config.pseudonymKey);
  const subjects = CatalogUsageSubjects.create({
    auth,
    catalog,
    logger,
    consumers: ConsumerNames.create({ aliases, pseudonymKey }),
  });
  const dictionary = UsageDictionary.create({ knex });
  const closed = ClosedHours.create({ dictionary, prices: subjects });
  const writer = HourWriter.create({ knex, closed, closeAfterMs });
  const records = IntakeRecords.create({ knex });
  const parts = { ...config, knex, dictionary, closed, subjects, writer };
  return {
    records,
    subjects,
    ledger: DefaultUsageLedger.create({ ...parts, records }),
    hours: DatabaseHourStore.create(parts),
    models: LedgerModels.create({ knex }),
    reader: DatabaseUsageReader.create({ knex }),
    upkeep: UsageUpkeep.create({
      subjects,
      records,
      logger,
      closer: HourCloser.create(parts),
      roller: DayRoller.create(parts),
      pruner: UsagePruner.create(parts),
    }),
  };
}
