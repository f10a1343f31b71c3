import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { llmUsageIngestPermission } from '@modelyard/plugin-llm-common';
import { Request } from 'express';
import { Refusal } from './Refusal';

/**
 * Lets only services report that may. Usage that a person wrote would prove nothing.
 *
 * @returns Who reports
 */
export async function authorize(
  request: Request,
  options: {
    readonly httpAuth: HttpAuthService;
    readonly permissions: PermissionsService;
  },
): Promise<string> {
  const { httpAuth, permissions } = options;
  const credentials = await httpAuth.credentials(request, {
    allow: ['service'],
  });
  const [{ result }] = await permissions.authorize(
    [{ permission: llmUsageIngestPermission }],
    { credentials },
  );
  if (result !== AuthorizeResult.ALLOW) {
    throw new Refusal(
      'not-allowed',
      `This token lacks the permission ${llmUsageIngestPermission.name}`,
    );
  }
  return credentials.principal.subject;
}
