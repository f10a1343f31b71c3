/** Why a request was refused, as people read it among the data sources. */
export type RefusalCode =
  | 'unauthenticated'
  | 'not-allowed'
  | 'unsupported'
  | 'too-large'
  | 'too-many'
  | 'malformed'
  | 'unavailable';

/** Numbers that HTTP and gRPC have for it. */
export const statuses: Readonly<
  Record<RefusalCode, { http: number; grpc: number }>
> = {
  unauthenticated: { http: 401, grpc: 16 },
  'not-allowed': { http: 403, grpc: 7 },
  unsupported: { http: 415, grpc: 12 },
  'too-large': { http: 413, grpc: 8 },
  'too-many': { http: 429, grpc: 8 },
  malformed: { http: 400, grpc: 3 },
  unavailable: { http: 503, grpc: 14 },
};

/** Refuses a request. Its message goes to the sender. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: RefusalCode,
    message: string,
    /** Seconds after which the sender may try again. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}
