import {
  AuthService,
  CacheService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { MeasureEngine } from '@modelyard/plugin-llm-node';
import { UsageReader } from '../usage';
import { AuthorizedMeasuresService } from './AuthorizedMeasuresService';
import { BaselineSource } from './BaselineSource';
import { MeasuresConfig } from './config/MeasuresConfig';
import {
  ConsumerNamesView,
  DefaultMeasuresService,
} from './DefaultMeasuresService';
import { EngineAsker } from './engines/EngineAsker';
import { EngineReadings } from './engines/EngineReadings';
import { PlaceReader } from './engines/PlaceReader';
import { ProfileReader } from './engines/ProfileReader';
import { LedgerReadings } from './ledger/LedgerReadings';
import { MeasuresService } from './MeasuresService';
import { InputReadings } from './reading/InputReadings';
import { ReadingCache } from './reading/ReadingCache';
import { CatalogFacts } from './subject/CatalogFacts';
import { ConsumerParts, SubjectReader } from './subject/SubjectReader';

/** Puts the service of measures together. */
export function createMeasures(options: {
  auth: AuthService;
  cache: CacheService;
  catalog: CatalogService;
  config: MeasuresConfig;
  engines: readonly MeasureEngine[];
  logger: LoggerService;
  permissions: PermissionsService;
  reader: UsageReader;
  /** Whether anything is set up that reports usage to the ledger. */
  isLedgerFed: boolean;
  consumers: ConsumerNamesView & ConsumerParts;
  baselines?: BaselineSource;
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
}): MeasuresService {
  const { auth, catalog, config, engines, logger, consumers, now } = options;
  const { selectors, profiles, carbon, deadlineMs } = config;
  const clock = now && { now };
  const cache = ReadingCache.create({ cache: options.cache, logger, ...clock });
  const reader = ProfileReader.create({
    selectors,
    asker: EngineAsker.create({ cache, logger }),
  });
  const service = DefaultMeasuresService.create({
    catalog,
    deadlineMs,
    names: consumers,
    subjects: SubjectReader.create({
      carbon,
      facts: CatalogFacts.create({ auth, catalog, ...clock }),
      parts: consumers,
      ...(options.baselines && { baselines: options.baselines }),
    }),
    inputs: InputReadings.create({
      logger,
      engines: EngineReadings.create({
        profiles,
        places: PlaceReader.create({ engines, reader }),
      }),
      ledger: LedgerReadings.create({
        cache,
        reader: options.reader,
        isFed: options.isLedgerFed,
        ...clock,
      }),
    }),
    ...clock,
  });
  return AuthorizedMeasuresService.create({
    service,
    permissions: options.permissions,
  });
}
