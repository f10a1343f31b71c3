import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  LlmSource,
  llmSourceReadPermission,
} from '@modelyard/plugin-llm-common';
import { requirePermission } from '../requirePermission';
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
    await requirePermission({
      permissions: this.#permissions,
      permission: llmSourceReadPermission,
      credentials: options.credentials,
      act: 'Reading the health of data sources',
    });
    return this.#service.listSources(options);
  }
}
