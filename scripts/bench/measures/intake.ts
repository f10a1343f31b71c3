import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { BackendProcess } from '../../../plugins/llm-backend-module-otlp/src/__testUtils__/BackendProcess';
import { encodeSpans } from '../../../plugins/llm-backend-module-otlp/src/__testUtils__/encodings';
import { makeSpan } from '../../../plugins/llm-backend-module-otlp/src/__testUtils__/spans';
import { TOKEN } from '../../../plugins/llm-backend-module-otlp/src/__testUtils__/token';
import { quantile, rounded } from '../support/statistics';

/** How long the intake is under load; the goal is for 300. */
const SECONDS = Number(process.env.MODELYARD_BENCH_SECONDS ?? 60);
const WARM_UP = 5;
const SPANS = 1000;
const AT_ONCE = 4;
const MODELS = 20;
const CONSUMERS = 20;
const GOAL = 10_000;
const MIB = 1024 * 1024;

/** What the backend took of the machine so far. */
function usageOf(pid: number) {
  const ticks = Number(
    execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }),
  );
  // Behind the name of the program, which stands in brackets: fields 14 and 15 are the times of user and system.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .split(') ')[1]
    .split(' ');
  const [, resident] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / ticks,
    resident: Number(resident) / 1024,
  };
}

/** A request whose ids are new each time, by writing over those of a request that was encoded once. */
function makeRequests() {
  const spans = Array.from({ length: SPANS }, (_, index) =>
    makeSpan({
      resource: { 'service.name': 'ai-gateway' },
      scope: 'envoyproxy/ai-gateway',
      // An id that can be found in the bytes again.
      traceId: `deadbeef${index.toString(16).padStart(24, '0')}`,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': `model-${index % MODELS}`,
        'gen_ai.response.model': `model-${index % MODELS}`,
        'gen_ai.response.id': `chatcmpl-${index}`,
        'gen_ai.usage.input_tokens': 100 + index,
        'gen_ai.usage.output_tokens': 1 + (index % 300),
        'gen_ai.usage.cache_read.input_tokens': index % 90,
        'gen_ai.request.temperature': 0.7,
        'gen_ai.request.max_tokens': 1024,
        'gen_ai.response.time_to_first_chunk': 0.2 + (index % 10) / 10,
        'server.address': 'gateway',
        team: `group:default/team-${index % CONSUMERS}`,
      },
      milliseconds: 1000 + index,
    }),
  );
  const body = encodeSpans('protobuf', spans);
  const mark = Buffer.from('deadbeef', 'hex');
  const places: number[] = [];
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
    places.push(at + 8);
  }
  if (places.length !== SPANS) {
    throw new Error(`Found ${places.length} ids of ${SPANS}`);
  }
  let made = 0;
  return {
    bytes: body.length,
    next() {
      const request = Buffer.from(body);
      for (const [index, place] of places.entries()) {
        request.writeUIntBE(made, place, 4);
        request.writeUInt32BE(index, place + 4);
      }
      made += 1;
      return request;
    },
  };
}

async function post(
  agent: http.Agent,
  url: string,
  body: Buffer,
  gzip: boolean,
) {
  return new Promise<void>((resolve, reject) => {
    const request = http.request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'application/x-protobuf',
          ...(gzip && { 'content-encoding': 'gzip' }),
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks);
          // An answer with a body is a refusal, or says that something was rejected.
          if (response.statusCode === 200 && answer.length === 0) {
            resolve();
          } else {
            reject(new Error(`${response.statusCode} ${answer}`));
          }
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Spans that come in through HTTP until they are stored in SQLite, for each second of one core of the backend. */
export default async function intake() {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'bench-intake-'));
  const backend = await BackendProcess.create({
    database: { client: 'better-sqlite3', connection: { directory } },
    requires: [path.resolve(__dirname, '../../lib/bench/asPublished.cjs')],
    environment: 'production',
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    await backend.start();
    const { pid } = backend;
    if (pid === undefined) {
      throw new Error('The backend is not running');
    }
    const requests = makeRequests();
    const load = async (seconds: number) => {
      const times: number[] = [];
      const residents: number[] = [];
      const before = usageOf(pid);
      const began = performance.now();
      const going = () => performance.now() - began < seconds * 1000;
      const watch = setInterval(
        () => residents.push(usageOf(pid).resident),
        1000,
      );
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, sender) => {
          while (going()) {
            const body = requests.next();
            const started = performance.now();
            // Every other sender compresses, as collectors do.
            const gzip = sender % 2 === 0;
            await post(
              agent,
              `${backend.url}/traces`,
              gzip ? gzipSync(body, { level: 1 }) : body,
              gzip,
            );
            times.push(performance.now() - started);
          }
        }),
      );
      clearInterval(watch);
      const elapsed = (performance.now() - began) / 1000;
      return { times, residents, elapsed, cpu: usageOf(pid).cpu - before.cpu };
    };
    await load(WARM_UP);
    const { times, residents, elapsed, cpu } = await load(SECONDS);
    const spans = times.length * SPANS;
    const third = Math.max(1, Math.floor(residents.length / 3));
    const early = quantile(residents.slice(0, third), 0.5);
    const late = quantile(residents.slice(-third), 0.5);
    const stored = statSync(path.join(directory, 'llm.sqlite')).size;
    const conditions = [
      `${rounded(elapsed)} s, ${spans} spans in requests of ${SPANS} (${rounded(
        requests.bytes / 1024,
      )} KiB, half of them in gzip), ${AT_ONCE} at once`,
      `${MODELS} models, ${CONSUMERS} consumers, SQLite on ${os.tmpdir()}`,
      `${os.cpus()[0]?.model}, ${os.cpus().length} CPUs, load ${os
        .loadavg()[0]
        .toFixed(1)}`,
    ].join('; ');
    return [
      {
        id: 'measures/intake-spans-per-core-second',
        value: Math.round(spans / cpu),
        unit: 'spans/s',
        goal: GOAL,
        lowerIsBetter: false,
        conditions,
      },
      {
        id: 'measures/intake-spans-per-second',
        value: Math.round(spans / elapsed),
        unit: 'spans/s',
        lowerIsBetter: false,
        conditions: `${conditions}; with the sender on the same machine`,
      },
      {
        id: 'measures/intake-request-p95',
        value: rounded(quantile(times, 0.95)),
        unit: 'ms',
        lowerIsBetter: true,
        conditions,
      },
      {
        id: 'measures/intake-memory-growth',
        value: rounded(late / early),
        unit: 'ratio',
        goal: 1.15,
        lowerIsBetter: true,
        conditions: `median of the last third (${rounded(
          late,
        )} MiB) by that of the first (${rounded(early)} MiB); ${conditions}`,
      },
      {
        id: 'measures/intake-bytes-per-span',
        value: rounded(stored / spans),
        unit: 'bytes',
        lowerIsBetter: true,
        conditions: `database of ${rounded(stored / MIB)} MiB; ${conditions}`,
      },
    ];
  } finally {
    agent.destroy();
    await backend.kill();
    rmSync(directory, { recursive: true });
  }
}
