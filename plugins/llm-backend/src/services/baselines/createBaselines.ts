import {
  AuthService,
  DatabaseService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { LlmRoleGroups } from '@modelyard/plugin-llm-node';
import { UsageReader } from '../usage/reading/UsageReader';
import { AuthorizedBaselinesService } from './AuthorizedBaselinesService';
import { BaselineStore } from './BaselineStore';
import { DefaultBaselinesService } from './DefaultBaselinesService';
import { DeployedConditions } from './DeployedConditions';
import { RecordedBaselineSource } from './RecordedBaselineSource';

/** Puts together what records baselines and what measures take them from. The tables have to be up to date. */
export async function createBaselines(options: {
  auth: AuthService;
  catalog: CatalogService;
  database: DatabaseService;
  groups: LlmRoleGroups;
  open: () => Promise<GitOpsRepository>;
  permissions: PermissionsService;
  usage: UsageReader;
  userInfo: UserInfoService;
}) {
  const { database, permissions } = options;
  const store = BaselineStore.create({ knex: await database.getClient() });
  return {
    service: AuthorizedBaselinesService.create({
      permissions,
      service: DefaultBaselinesService.create({ ...options, store }),
    }),
    source: RecordedBaselineSource.create({
      store,
      deployed: DeployedConditions.create(options),
    }),
  };
}
