import { JsonObject } from '@backstage/types';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const packageDir = resolve(__dirname, '../..');
const rootDir = resolve(packageDir, '../..');

interface PortalOptions {
  /** Where the settings on top are written. */
  directory: string;
  /** Settings on top of app-config.yaml. */
  settings: JsonObject;
  /** `NODE_ENV` of the process, `development` by default. */
  environment?: string;
}

/**
 * The real backend in a process of its own, started as `backstage-cli package
 * start` starts it, with the shipped configuration and a few settings on top.
 */
export class PortalProcess {
  readonly baseUrl: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = '';

  /** Resolves once the backend reports that it is ready. */
  static async start(options: PortalOptions): Promise<PortalProcess> {
    const portal = await PortalProcess.spawn(options);
    try {
      await portal.until('ready', async () => {
        const health = await fetch(
          `${portal.baseUrl}/.backstage/health/v1/readiness`,
        ).catch(() => undefined);
        return health?.ok || undefined;
      });
      return portal;
    } catch (error) {
      await portal.stop();
      throw error;
    }
  }

  /** Does not wait until the backend is ready. */
  static async spawn(options: PortalOptions): Promise<PortalProcess> {
    const port = await freePort();
    const baseUrl = `http://localhost:${port}`;
    const file = join(options.directory, 'app-config.test.yaml');
    const { backend, llm, ...settings } = options.settings;
    // JSON is YAML as well.
    await writeFile(
      file,
      JSON.stringify({
        ...settings,
        // Without the demo's traffic, unless it is what a test is about.
        llm: { demo: { traffic: { enabled: false } }, ...(llm as JsonObject) },
        backend: {
          ...(backend as JsonObject),
          baseUrl,
          listen: { port, host: '127.0.0.1' },
        },
      }),
    );
    return new PortalProcess({ ...options, baseUrl, file });
  }

  private constructor(
    options: PortalOptions & { baseUrl: string; file: string },
  ) {
    this.baseUrl = options.baseUrl;
    this.#child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
        'src/index.ts',
        '--config',
        join(rootDir, 'app-config.yaml'),
        '--config',
        options.file,
      ],
      {
        cwd: packageDir,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          NODE_ENV: options.environment ?? 'development',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#ended = once(this.#child, 'exit');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', chunk => {
        this.#output += chunk;
      });
    }
  }

  /** Tries until there is a result; fails with the log when it takes too long. */
  async until<T>(
    what: string,
    attempt: () => Promise<T | undefined>,
    patienceMs = 120_000,
  ): Promise<T> {
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const result = await attempt();
      if (result !== undefined) {
        return result;
      }
      await new Promise(done => setTimeout(done, 200));
    }
    throw new Error(`The backend is not ${what}:\n${this.log().join('\n')}`);
  }

  /** Signs in as a persona; undefined while the catalog does not know them. */
  async signIn(userRef: string): Promise<string | undefined> {
    const response = await fetch(`${this.baseUrl}/api/auth/personas/refresh`, {
      headers: { 'x-demo-persona': userRef },
    });
    const session = await response.json();
    return session.backstageIdentity?.token;
  }

  /** Status and JSON body of a request. */
  async call(
    path: string,
    options: { token: string; method?: string; body?: unknown },
  ) {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method: options.method ?? 'GET',
      headers: {
        authorization: `Bearer ${options.token}`,
        'content-type': 'application/json',
      },
      body: options.body ? JSON.stringify(options.body) : undefined,
    });
    return { status: response.status, body: await response.json() };
  }

  /** The lines of the log, without colours. */
  log(): string[] {
    return stripVTControlCharacters(this.#output).split('\n');
  }

  /** Asks the backend to end and resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.ended();
  }

  /** Ends it at once, as a crash does: nothing is tidied up. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Resolves with the exit code once the backend has ended. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
