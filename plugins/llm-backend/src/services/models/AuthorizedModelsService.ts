import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  LlmModelInspection,
  llmModelInspectPermission,
  LlmModelToInspect,
} from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';
import { requirePermission } from '../requirePermission';
import { ModelsService } from './ModelsService';

/** Lets through who holds the permission; throws NotAllowedError otherwise. */
export class AuthorizedModelsService implements ModelsService {
  readonly #service: ModelsService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: ModelsService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedModelsService(options.service, options.permissions);
  }

  private constructor(service: ModelsService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async inspectModel(options: {
    model: LlmModelToInspect;
    credentials: UserCredentials;
    signal: AbortSignal;
  }): Promise<LlmModelInspection> {
    await requirePermission({
      permissions: this.#permissions,
      permission: llmModelInspectPermission,
      credentials: options.credentials,
    });
    return this.#service.inspectModel(options);
  }
}
