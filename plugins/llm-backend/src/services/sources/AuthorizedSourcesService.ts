import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  LlmSource,
  llmSourceReadPermission,
} from '@modelyard/plugin-llm-common';
import { SourcesService } from './SourcesService';

/** Lets through who holds `llm.source.read`; throws NotAllowedError otherwise. */
export class AuthorizedSourcesService implements SourcesService {
  readonly #service: SourcesService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: SourcesService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedSourcesService(options.service, options.permissions);
  }

  private constructor(
    service: SourcesService,
    permissions: PermissionsService,
  ) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async listSources(options: {
    credentials: BackstageCredentials;
  }): Promise<LlmSource[]> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: llmSourceReadPermission }],
      { credentials: options.credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Reading the health of data sources needs the permission '${llmSourceReadPermission.name}'`,
      );
    }
    return this.#service.listSources(options);
  }
}
