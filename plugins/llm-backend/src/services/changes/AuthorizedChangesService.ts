import { PermissionsService } from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  LlmChange,
  LlmChangeSummary,
  llmChangeMergePermission,
  llmChangeReadPermission,
  llmChangeWithdrawPermission,
} from '@modelyard/plugin-llm-common';
import { requirePermission } from '../requirePermission';
import { ChangesService, UserCredentials } from './ChangesService';

/** Lets through who holds the permission for each act; throws NotAllowedError otherwise. */
export class AuthorizedChangesService implements ChangesService {
  readonly #service: ChangesService;
  readonly #permissions: PermissionsService;

  static create(options: {
    service: ChangesService;
    permissions: PermissionsService;
  }) {
    return new AuthorizedChangesService(options.service, options.permissions);
  }

  private constructor(
    service: ChangesService,
    permissions: PermissionsService,
  ) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async listChanges(options: {
    credentials: UserCredentials;
  }): Promise<LlmChangeSummary[]> {
    await this.#authorize(llmChangeReadPermission, options.credentials);
    return this.#service.listChanges(options);
  }

  async readChange(options: {
    id: string;
    credentials: UserCredentials;
  }): Promise<LlmChange> {
    await this.#authorize(llmChangeReadPermission, options.credentials);
    return this.#service.readChange(options);
  }

  async mergeChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<{ commit: string }> {
    await this.#authorize(llmChangeMergePermission, options.credentials);
    return this.#service.mergeChange(options);
  }

  async withdrawChange(options: {
    id: string;
    expectedHead: string;
    credentials: UserCredentials;
  }): Promise<void> {
    await this.#authorize(llmChangeWithdrawPermission, options.credentials);
    return this.#service.withdrawChange(options);
  }

  async #authorize(
    permission: BasicPermission,
    credentials: UserCredentials,
  ): Promise<void> {
    const permissions = this.#permissions;
    await requirePermission({ permissions, permission, credentials });
  }
}
