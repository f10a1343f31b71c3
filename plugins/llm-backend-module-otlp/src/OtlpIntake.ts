import {
  UsageCall,
  UsageIntake,
  UsageLedger,
  UsageOrigin,
  UsagePoint,
  UsageReceipt,
} from '@modelyard/plugin-llm-node';
import { Batch } from './Batch';
import { OtlpConfig } from './config/OtlpConfig';
import { readJsonPoints } from './decode/jsonPoints';
import { readJsonSpans } from './decode/jsonSpans';
import { readProtobufPoints } from './decode/protobufPoints';
import { readProtobufSpans } from './decode/protobufSpans';
import { Encoding, Signal } from './http/encoding';
import { PointMapper } from './metrics/mapPoints';
import { wantedOfPoints } from './metrics/wanted';
import { runInSlices } from './runInSlices';
import { SpanMapper } from './spans/mapSpans';
import { wantedOfSpans } from './spans/wanted';

/** What became of a request: how much of it was not taken, and why. */
export interface Intaken {
  readonly rejected: number;
  readonly message: string;
}

/** Turns what OpenTelemetry reports into usage, and writes that into the ledger. */
export class OtlpIntake implements UsageIntake {
  readonly name = 'otlp';
  private started: UsageLedger | undefined;
  private readonly spans: SpanMapper;
  private readonly points: PointMapper;
  private readonly wantedSpans;
  private readonly wantedPoints;

  constructor(config: OtlpConfig) {
    this.spans = new SpanMapper(config);
    this.points = new PointMapper(config);
    this.wantedSpans = wantedOfSpans(config);
    this.wantedPoints = wantedOfPoints(config);
  }

  start(ledger: UsageLedger): void {
    this.started = ledger;
  }

  /** Undefined until there is one. */
  get ledger(): UsageLedger | undefined {
    return this.started;
  }

  /**
   * Reads a request and writes it into the ledger.
   *
   * @throws Malformed where it cannot be read; whatever the ledger throws where it did not take it, and then all may be sent
   * again
   */
  async take(options: {
    ledger: UsageLedger;
    signal: Signal;
    encoding: Encoding;
    body: Buffer;
  }): Promise<Intaken> {
    const { signal } = options;
    return signal === 'traces'
      ? this.takeSpans(options)
      : this.takePoints(options);
  }

  private async takeSpans({ ledger, encoding, body }: Request) {
    const read = encoding === 'json' ? readJsonSpans : readProtobufSpans;
    const batch = new Batch<UsageCall>();
    await runInSlices(
      this.spans.map(read(body, this.wantedSpans), batch, Date.now()),
    );
    return write(batch, (origin, calls) =>
      ledger.recordCalls({ ...origin, calls }),
    );
  }

  private async takePoints({ ledger, encoding, body }: Request) {
    const read = encoding === 'json' ? readJsonPoints : readProtobufPoints;
    const batch = new Batch<UsagePoint>();
    await runInSlices(
      this.points.map(read(body, this.wantedPoints), batch, Date.now()),
    );
    return write(batch, (origin, points) =>
      ledger.recordPoints({ ...origin, points }),
    );
  }
}

interface Request {
  readonly ledger: UsageLedger;
  readonly encoding: Encoding;
  readonly body: Buffer;
}

/** What the ledger did not take because it came too late is lost to the sender, who should know. */
async function write<T>(
  batch: Batch<T>,
  record: (origin: UsageOrigin, items: readonly T[]) => Promise<UsageReceipt>,
): Promise<Intaken> {
  for (const { origin, items } of batch.groups()) {
    const { late } = await record(origin, items);
    batch.reject('came too late to be told from what was counted before', late);
  }
  return { rejected: batch.rejected, message: batch.describeRejected() };
}
