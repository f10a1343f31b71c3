import { UsageCall, UsageOrigin } from '@modelyard/plugin-llm-node';
import { Batch } from '../Batch';
import { OtlpConfig, SourcePlace } from '../config/OtlpConfig';
import { Span } from '../decode/records';
import { dialects } from '../dialects';
import { CallVantage } from '../dialects/Dialect';
import { mapSpan } from './mapSpan';
import { Senders } from './Senders';

const VANTAGES: Readonly<Record<SourcePlace, CallVantage>> = {
  gateway: 'gateway-log',
  engine: 'engine-log',
  client: 'client-log',
};

/** Puts spans into a batch that are calls to a model, one by one. Others are none of its business, and not wrong. */
export class SpanMapper {
  private readonly senders: Senders;

  constructor(private readonly config: OtlpConfig) {
    this.senders = new Senders(config);
  }

  /** Maps all spans of a request, and pauses after each, so that others have their turn. */
  *map(
    spans: Iterable<Span>,
    batch: Batch<UsageCall>,
    now: number,
  ): Generator<void> {
    for (const span of spans) {
      this.mapOne(span, batch, now);
      yield;
    }
  }

  private mapOne(span: Span, batch: Batch<UsageCall>, now: number): void {
    const sender = this.senders.of(span.resource);
    const { rule, source } = sender;
    if (rule?.ignored || rule?.ignoredScopes.has(span.scope.name)) {
      return;
    }
    const dialect =
      dialects.find(each => each.recognises(span)) ??
      dialects[dialects.length - 1];
    if (!dialect.isCall(span)) {
      return;
    }
    const vantage = rule?.place ? VANTAGES[rule.place] : dialect.vantage(span);
    const mapped = mapSpan({
      span,
      dialect,
      sender,
      engine: vantage === 'engine-log',
      consumerAttributes: this.config.consumerAttributes,
      now,
    });
    if (mapped.is === 'rejected') {
      batch.reject(mapped.reason);
      return;
    }
    const origin: UsageOrigin = {
      source,
      vantage,
      ...((mapped.sampled || rule?.sampled) && { sampled: true }),
    };
    batch.add(origin, mapped.call);
  }
}
