import { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  LlmModelInspection,
  llmModelInspectPermission,
  LlmModelToInspect,
} from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';
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
    const permission = llmModelInspectPermission;
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials: options.credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission '${permission.name}'`,
      );
    }
    return this.#service.inspectModel(options);
  }
}
