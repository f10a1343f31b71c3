import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  LlmUsageAnswer,
  LlmUsageQuestion,
  llmMeasureReadPermission,
} from '@modelyard/plugin-llm-common';
import { requirePermission } from '../../requirePermission';
import { UsageExport, UsageExportQuestion, UsageService } from './UsageService';

/** Lets through who may read what is measured; throws NotAllowedError otherwise. */
export class AuthorizedUsageService implements UsageService {
  readonly #service: UsageService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: UsageService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedUsageService(options.service, options.permissions);
  }

  private constructor(service: UsageService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async readUsage(options: {
    question: LlmUsageQuestion;
    credentials: BackstageCredentials;
  }): Promise<LlmUsageAnswer> {
    await this.#require(options.credentials);
    return this.#service.readUsage(options);
  }

  async exportUsage(options: {
    question: UsageExportQuestion;
    credentials: BackstageCredentials;
  }): Promise<UsageExport> {
    await this.#require(options.credentials);
    return this.#service.exportUsage(options);
  }

  async #require(credentials: BackstageCredentials): Promise<void> {
    await requirePermission({
      permissions: this.#permissions,
      permission: llmMeasureReadPermission,
      credentials,
    });
  }
}
