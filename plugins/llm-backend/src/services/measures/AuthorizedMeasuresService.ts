import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  LlmMeasureDefinition,
  llmMeasureReadPermission,
  LlmMeasuresAnswer,
  LlmMeasuresQuestion,
} from '@modelyard/plugin-llm-common';
import { requirePermission } from '../requirePermission';
import { MeasuresService } from './MeasuresService';

/** Lets through who may read measures. Throws NotAllowedError otherwise. */
export class AuthorizedMeasuresService implements MeasuresService {
  readonly #service: MeasuresService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: MeasuresService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedMeasuresService(options.service, options.permissions);
  }

  private constructor(
    service: MeasuresService,
    permissions: PermissionsService,
  ) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async listMeasures(options: {
    credentials: BackstageCredentials;
  }): Promise<LlmMeasureDefinition[]> {
    await this.#require(options.credentials);
    return this.#service.listMeasures(options);
  }

  async readMeasures(options: {
    question: LlmMeasuresQuestion;
    credentials: BackstageCredentials;
    signal?: AbortSignal;
  }): Promise<LlmMeasuresAnswer> {
    await this.#require(options.credentials);
    return this.#service.readMeasures(options);
  }

  async #require(credentials: BackstageCredentials): Promise<void> {
    await requirePermission({
      permissions: this.#permissions,
      permission: llmMeasureReadPermission,
      credentials,
      act: 'Reading measures',
    });
  }
}
