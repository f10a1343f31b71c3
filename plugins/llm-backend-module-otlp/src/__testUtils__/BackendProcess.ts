import { JsonObject } from '@backstage/types';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { TOKEN } from './token';

const PATIENCE = 120_000;

/** A backend in a process of its own, which can be killed and started again on the same database. */
export class BackendProcess {
  readonly url: string;
  private child: ChildProcess | undefined;
  private output = '';

  static async create(options: {
    database: JsonObject;
    otlp?: JsonObject;
    /** Files that Node loads before the backend. */
    requires?: readonly string[];
    /** `NODE_ENV` of the process. */
    environment?: string;
  }): Promise<BackendProcess> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return new BackendProcess({ ...options, port });
  }

  private constructor(
    private readonly options: {
      database: JsonObject;
      otlp?: JsonObject;
      requires?: readonly string[];
      environment?: string;
      port: number;
    },
  ) {
    this.url = `http://127.0.0.1:${options.port}/api/llm/otlp/v1`;
  }

  /** Resolves once it takes requests. */
  async start(): Promise<void> {
    const { database, otlp, port, requires, environment } = this.options;
    const base = `http://127.0.0.1:${port}`;
    const config = {
      app: { baseUrl: base },
      backend: {
        baseUrl: base,
        listen: { port, host: '127.0.0.1' },
        database,
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: TOKEN, subject: 'collector' },
              accessRestrictions: [
                { plugin: 'llm', permission: ['llm.usage.ingest'] },
              ],
            },
          ],
        },
      },
      llm: { otlp: { rateLimit: { perSecond: 1e6, burst: 1e6 }, ...otlp } },
    };
    this.output = '';
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ...(requires ?? []).flatMap(file => ['--require', file]),
        resolve(__dirname, 'backend.ts'),
        JSON.stringify(config),
      ],
      {
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          ...(environment !== undefined && { NODE_ENV: environment }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        this.output = `${this.output}${chunk}`.slice(-20_000);
      });
    }
    const began = Date.now();
    while (Date.now() - began < PATIENCE && child.exitCode === null) {
      const health = await fetch(
        `${base}/.backstage/health/v1/readiness`,
      ).catch(() => undefined);
      if (health?.ok) {
        return;
      }
      await setTimeout(100);
    }
    throw new Error(`The backend does not start:\n${this.output}`);
  }

  /** Number of the process. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Ends it at once, as a crash does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to end. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
  }
}
