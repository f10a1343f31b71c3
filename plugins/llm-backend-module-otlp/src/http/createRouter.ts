import {
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Request, Response, Router } from 'express';
import { OtlpConfig } from '../config/OtlpConfig';
import { OtlpIntake } from '../OtlpIntake';
import { authorize } from './authorize';
import {
  encodeStatus,
  encodeSuccess,
  Encoding,
  encodingOf,
  mediaTypeOf,
  Signal,
} from './encoding';
import { MemoryBudget } from './MemoryBudget';
import { RateLimiter } from './RateLimiter';
import { readBody } from './readBody';
import { Refusal, statuses } from './Refusal';
import { RefusalCounter } from './RefusalCounter';
import { toRefusal } from './toRefusal';

/** Paths that the router answers, below that of the plugin. */
export const paths: Readonly<Record<Signal, string>> = {
  traces: '/otlp/v1/traces',
  metrics: '/otlp/v1/metrics',
};

/** How many of the largest requests are held at the same time; of smaller ones it is more. */
const REQUESTS_HELD = 4;
/** Seconds after which a sender may try again that met a portal that was not ready. */
const TRY_AGAIN = 5;

/** What the router works with. */
export interface RouterOptions {
  readonly config: OtlpConfig;
  readonly httpAuth: HttpAuthService;
  readonly intake: OtlpIntake;
  readonly logger: LoggerService;
  readonly permissions: PermissionsService;
  readonly refusals: RefusalCounter;
}

/** Answers requests of OTLP over HTTP. Every answer but a success is a refusal, and counted as one. */
export function createRouter(options: RouterOptions): Router {
  const { config, refusals, logger } = options;
  const limiter = new RateLimiter(config.rateLimit);
  const budget = new MemoryBudget(config.maxBodyBytes * REQUESTS_HELD);

  const router = Router();
  for (const signal of Object.keys(paths) as Signal[]) {
    router.post(paths[signal], async (request, response) => {
      const encoding = encodingOf(request.headers['content-type']);
      try {
        const subject = await authorize(request, options);
        await accept({ request, response, signal, encoding, subject });
      } catch (error) {
        const refusal = toRefusal(error, logger);
        refusals.count(refusal.code);
        refuse(response, encoding ?? 'json', refusal);
      }
    });
    router.all(paths[signal], (_, response) => {
      response.set('Allow', 'POST').status(405).end();
    });
  }
  return router;

  async function accept({
    request,
    response,
    signal,
    encoding,
    subject,
  }: {
    request: Request;
    response: Response;
    signal: Signal;
    encoding: Encoding | undefined;
    subject: string;
  }): Promise<void> {
    const wait = limiter.take(subject);
    if (wait > 0) {
      throw new Refusal('too-many', 'Too many requests', wait);
    }
    if (!encoding) {
      throw new Refusal(
        'unsupported',
        'The content type must be application/x-protobuf or application/json',
      );
    }
    const { ledger } = options.intake;
    if (!ledger) {
      throw new Refusal('unavailable', 'The ledger is not ready', TRY_AGAIN);
    }
    const reservation = budget.reserve();
    try {
      const body = await readBody(request, {
        limit: config.maxBodyBytes,
        reservation,
      });
      const taken = await options.intake.take({
        ledger,
        signal,
        encoding,
        body,
      });
      send(
        response.status(200),
        encoding,
        encodeSuccess(encoding, signal, {
          items: taken.rejected,
          message: taken.message,
        }),
      );
    } finally {
      reservation.release();
    }
  }
}

function refuse(
  response: Response,
  encoding: Encoding,
  { code, message, retryAfter }: Refusal,
): void {
  if (response.headersSent || response.destroyed) {
    return;
  }
  const { http, grpc } = statuses[code];
  if (retryAfter !== undefined) {
    response.set('Retry-After', String(retryAfter));
  }
  send(
    response.status(http),
    encoding,
    encodeStatus(encoding, { code: grpc, message }),
  );
}

function send(response: Response, encoding: Encoding, body: Buffer): void {
  // Express would add a character set, which media types of OTLP do not have.
  response.setHeader('Content-Type', mediaTypeOf(encoding));
  response.end(body);
}
