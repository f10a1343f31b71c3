import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  LlmBaseline,
  llmBaselineRecordPermission,
  LlmBaselineToRecord,
  llmMeasureReadPermission,
} from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';
import { requirePermission } from '../requirePermission';
import { BaselinesService } from './BaselinesService';

/** Lets through who holds the permission for each act; throws NotAllowedError otherwise. */
export class AuthorizedBaselinesService implements BaselinesService {
  readonly #service: BaselinesService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: BaselinesService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedBaselinesService(options.service, options.permissions);
  }

  private constructor(
    service: BaselinesService,
    permissions: PermissionsService,
  ) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async listBaselines(options: {
    model: string;
    credentials: BackstageCredentials;
  }): Promise<LlmBaseline[]> {
    await requirePermission({
      permissions: this.#permissions,
      permission: llmMeasureReadPermission,
      credentials: options.credentials,
      act: 'Reading baselines',
    });
    return this.#service.listBaselines(options);
  }

  async recordBaseline(options: {
    baseline: LlmBaselineToRecord;
    credentials: UserCredentials;
  }): Promise<LlmBaseline> {
    await requirePermission({
      permissions: this.#permissions,
      permission: llmBaselineRecordPermission,
      credentials: options.credentials,
      act: 'Recording a baseline',
    });
    return this.#service.recordBaseline(options);
  }
}
