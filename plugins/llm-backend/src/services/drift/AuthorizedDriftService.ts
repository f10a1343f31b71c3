import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  LlmDrift,
  llmChangeReadPermission,
} from '@modelyard/plugin-llm-common';
import { UserCredentials } from '../changes';
import { requirePermission } from '../requirePermission';
import { DriftService } from './DriftService';

/** Lets through who may read changes: drift shows the same files. Throws NotAllowedError otherwise. */
export class AuthorizedDriftService implements DriftService {
  readonly #service: DriftService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: DriftService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedDriftService(options.service, options.permissions);
  }

  private constructor(service: DriftService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async listDrift(options: {
    model?: string;
    pool?: string;
    credentials: UserCredentials;
  }): Promise<LlmDrift[]> {
    await requirePermission({
      permissions: this.#permissions,
      permission: llmChangeReadPermission,
      credentials: options.credentials,
    });
    return this.#service.listDrift(options);
  }
}
