import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import {
  UsageIntake,
  llmUsageExtensionPoint,
} from '@modelyard/plugin-llm-node';
import llmModuleOtlp from '..';
import { MemoryLedger } from './MemoryLedger';
import { TOKEN } from './token';

export const OTHER_TOKEN = 'token-that-may-do-something-else';

export interface RunningIntake {
  readonly ledger: MemoryLedger;
  readonly backend: TestBackend;
  /** Such as `http://localhost:1234/api/llm/otlp/v1`. */
  readonly url: string;
  /** Lines that were logged, as JSON. */
  readonly logged: string[];
  start(): void;
}

const running: TestBackend[] = [];

/** Stops all that was started. */
export async function stopIntakes(): Promise<void> {
  await Promise.all(running.splice(0).map(backend => backend.stop()));
}

/** A real backend with the module, its real services for tokens and permissions, and a ledger in memory. */
export async function startIntake(
  options: {
    otlp?: JsonObject;
    started?: boolean;
    /** Whether the tokens of mocked users and services are taken, and no others. */
    mockAuth?: boolean;
    /** Further sorts of tokens. */
    externalAccess?: JsonObject[];
  } = {},
): Promise<RunningIntake> {
  const { otlp, started = true, mockAuth = false } = options;
  const { externalAccess = [] } = options;
  const ledger = new MemoryLedger();
  const intakes: UsageIntake[] = [];
  const logged: string[] = [];
  const log = (...parts: unknown[]) =>
    logged.push(
      parts
        .map(part =>
          part instanceof Error
            ? `${part.stack} ${part.message}`
            : JSON.stringify(part),
        )
        .join(' '),
    );
  const logger = mockServices.logger.mock({
    error: log,
    warn: log,
    info: log,
    debug: log,
  });
  logger.child.mockImplementation(() => logger);
  const backend = await startTestBackend({
    extensionPoints: [
      [
        llmUsageExtensionPoint,
        {
          addIntake: (...added: UsageIntake[]) => intakes.push(...added),
          markDemo: () => {},
        },
      ],
    ],
    features: [
      llmModuleOtlp,
      logger.factory,
      ...(mockAuth
        ? []
        : [
            authServiceFactory,
            httpAuthServiceFactory,
            permissionsServiceFactory,
          ]),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            auth: {
              externalAccess: [
                tokenOf(TOKEN, 'collector', 'llm.usage.ingest'),
                tokenOf(OTHER_TOKEN, 'other', 'llm.source.read'),
                ...externalAccess,
              ],
            },
          },
          permission: { enabled: true },
          ...(otlp && { llm: { otlp } }),
        },
      }),
    ],
  });
  running.push(backend);
  const start = () => intakes.forEach(intake => intake.start(ledger));
  if (started) {
    start();
  }
  return {
    ledger,
    backend,
    logged,
    start,
    url: `http://localhost:${backend.server.port()}/api/llm/otlp/v1`,
  };
}

function tokenOf(token: string, subject: string, permission: string) {
  return {
    type: 'static',
    options: { token, subject },
    accessRestrictions: [{ plugin: 'llm', permission: [permission] }],
  };
}

/** Sends a body as it is. */
export async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${TOKEN}`,
      ...headers,
    },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  };
}
