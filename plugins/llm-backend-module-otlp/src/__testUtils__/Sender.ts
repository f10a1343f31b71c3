import { Attributes, SpanKind } from '@opentelemetry/api';
import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { EncodingName } from './encodings';
import { TOKEN } from './token';

/** Where and how a sender sends. */
export interface SendOptions {
  readonly url: string;
  readonly encoding: EncodingName;
  readonly gzip?: boolean;
}

/** A span that a sender makes. */
export interface SentSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  readonly start: number;
  readonly end: number;
  readonly error?: string;
  /** Place of the span that it is a part of. */
  readonly parent?: number;
}

/** A value that a sender records. */
export interface SentValue {
  readonly name: string;
  readonly unit?: string;
  readonly kind: 'counter' | 'histogram';
  readonly value: number;
  readonly attributes: Attributes;
  readonly bounds?: readonly number[];
}

/** A program with the real SDK of OpenTelemetry. */
export class Sender {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void }
  >();
  private last = 0;

  constructor() {
    this.child = fork(join(__dirname, 'sender.cjs'), { execArgv: [] });
    this.child.on('message', ({ id, value, error }: Answer) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) {
        waiting?.resolve(value);
      } else {
        waiting?.reject(new Error(error));
      }
    });
  }

  /** Makes spans. @returns The place of the first among all that it made */
  async make(options: {
    resource: Attributes;
    scope: string;
    spans: readonly SentSpan[];
  }): Promise<{ first: number; made: number }> {
    return this.ask('make', options);
  }

  /** Sends spans by their places, in batches. @returns What went wrong with each batch, or null */
  async send(
    options: SendOptions,
    batches: readonly (readonly number[])[],
  ): Promise<(string | null)[]> {
    return this.ask('send', { ...this.settings(options), batches });
  }

  /** Begins with metrics anew, as a program does that was restarted. */
  async meter(
    options: SendOptions & {
      resource: Attributes;
      delta?: boolean;
      exponential?: boolean;
    },
  ): Promise<void> {
    return this.ask('meter', { ...options, ...this.settings(options) });
  }

  async record(scope: string, values: readonly SentValue[]): Promise<void> {
    return this.ask('record', { scope, values });
  }

  /** Sends what was recorded. */
  async flush(): Promise<void> {
    return this.ask('flush', {});
  }

  stop(): void {
    this.child.disconnect();
  }

  private settings({ url, encoding, gzip = false }: SendOptions) {
    return { encoding, settings: { url, gzip, token: TOKEN } };
  }

  private async ask<T>(operation: string, options: object): Promise<T> {
    this.last += 1;
    const id = this.last;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, {
        resolve: value => resolve(value as T),
        reject,
      });
      this.child.send({ id, operation, options });
    });
  }
}

interface Answer {
  readonly id: number;
  readonly value: unknown;
  readonly error?: string;
}
