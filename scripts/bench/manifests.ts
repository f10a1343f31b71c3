import { printObjects, SchemaSet } from '@modelyard/llm-manifests';
import { assess } from '@modelyard/llm-sizing';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  GoldenPath,
  goldenPaths,
  renderGoldenPath,
} from './manifests/goldenPath';
import { placementQuestion, placementShape } from './manifests/placement';
import {
  crdFolder,
  NO_CRDS,
  readSchemas,
  validateAll,
} from './manifests/schemas';
import { median, quantile, rounded } from './support/statistics';

const ROUNDS = 7;
/** Models on the golden path in each round. */
const MODELS = 400;
const QUESTIONS = 40;
const FIRST_USES = 5;
const GROWTH_ROUNDS = 5;
/** Numbers of objects that are printed and validated as one bundle. */
const SIZES = [100, 1_000, 10_000];

const machine = () =>
  `one thread, ${os.cpus().length} CPUs, load ${os
    .loadavg()[0]
    .toFixed(1)}, Node ${process.versions.node}`;

/** What it takes to render, print and validate manifests, and to ask where a model may go. */
export default async function manifests() {
  const schemas = crdFolder ? readSchemas(crdFolder) : undefined;
  let next = 0;
  const take = (count: number): GoldenPath[] => {
    next += count;
    return goldenPaths(count, next - count);
  };
  const [sample] = take(1);
  const objectsEach = renderGoldenPath(sample).length;
  const rulesEach = schemas && validateAll(renderGoldenPath(sample), schemas);

  const rounds: Round[] = [];
  for (let i = 0; i <= ROUNDS; i++) {
    const round = {
      printing: printing(take(MODELS)),
      validating: schemas && validating(take(MODELS), schemas),
      path: onePathEach(take(MODELS), schemas),
      placing: placing(i * QUESTIONS),
    };
    // The first one warms up.
    if (i > 0) {
      rounds.push(round);
    }
  }
  const sizes: Array<Record<number, number>> = [];
  for (let i = 0; i < GROWTH_ROUNDS; i++) {
    sizes.push(
      Object.fromEntries(
        SIZES.map(size => [size, asBundles(take, size / objectsEach, schemas)]),
      ),
    );
  }
  const growth = SIZES.map(size => median(sizes.map(round => round[size])));

  const of = `models on the golden path (servers, gateway route, autoscaling, monitoring, claim), ${objectsEach} objects each, none like another`;
  const conditions = (text: string) =>
    `${text}; median of ${ROUNDS} rounds of ${MODELS} ${of}; ${machine()}`;
  const without = schemas ? '' : `; ${NO_CRDS}`;
  return [
    {
      id: 'manifests/rendered-and-printed',
      value: rounded(median(rounds.map(({ printing: rate }) => rate))),
      unit: 'objects/s of a core',
      goal: 10_000,
      lowerIsBetter: false,
      conditions: conditions(`rendered and printed as YAML${without}`),
    },
    ...(schemas
      ? [
          {
            id: 'manifests/rendered-and-validated',
            value: rounded(
              median(rounds.map(({ validating: rate }) => rate ?? 0)),
            ),
            unit: 'objects/s of a core',
            goal: 3_000,
            lowerIsBetter: false,
            conditions: conditions(
              `rendered and compared with CRDs, ${rulesEach} CEL rules evaluated for each model; steady state`,
            ),
          },
        ]
      : []),
    {
      id: 'manifests/golden-path-p99',
      value: rounded(median(rounds.map(({ path: times }) => times))),
      unit: 'ms',
      goal: 25,
      lowerIsBetter: true,
      conditions: conditions(
        `one model rendered, printed${
          schemas ? ' and validated' : ''
        }, 99th percentile, warm${without}`,
      ),
    },
    ...(crdFolder ? firstUse(crdFolder) : []),
    {
      id: 'manifests/placement',
      value: rounded(median(rounds.map(({ placing: { ms } }) => ms))),
      unit: 'ms',
      goal: 5,
      lowerIsBetter: true,
      conditions: `assess of ${placementShape}, every legal parallelism: ${median(
        rounds.map(({ placing: { candidates } }) => candidates),
      )} candidates compared; median of ${ROUNDS} rounds of ${QUESTIONS} questions, none like another; ${machine()}`,
    },
    ...growth.slice(0, -1).map((seconds, i) => ({
      id: `manifests/growth-${SIZES[i]}-to-${SIZES.at(-1)}`,
      value: rounded(growth[growth.length - 1] / seconds),
      unit: 'ratio',
      goal: 1.25,
      lowerIsBetter: true,
      conditions: `processor time per object among ${SIZES.at(
        -1,
      )} over that among ${SIZES[i]} (${rounded(
        seconds * 1e6,
      )} µs), rendered, printed as one text${
        schemas ? ' and validated as one bundle' : ''
      }; 1 is linear; as many bundles of the one as make one of the other; medians of ${GROWTH_ROUNDS} interleaved rounds${without}`,
    })),
  ];
}

interface Round {
  readonly printing: number;
  readonly validating: number | undefined;
  readonly path: number;
  readonly placing: { readonly ms: number; readonly candidates: number };
}

/** Objects that are rendered and printed in a second. */
function printing(paths: readonly GoldenPath[]): number {
  return perSecond(() => {
    let count = 0;
    for (const intents of paths) {
      const objects = renderGoldenPath(intents);
      printObjects(objects);
      count += objects.length;
    }
    return count;
  });
}

/** Objects that are rendered and validated in a second. */
function validating(paths: readonly GoldenPath[], schemas: SchemaSet): number {
  return perSecond(() => {
    let count = 0;
    for (const intents of paths) {
      const objects = renderGoldenPath(intents);
      validateAll(objects, schemas);
      count += objects.length;
    }
    return count;
  });
}

/** Of a second of one core: that of all threads counts, so that neither other programs nor a second core change it. */
function perSecond(work: () => number): number {
  const before = process.cpuUsage();
  const count = work();
  return count / processorSeconds(before);
}

function processorSeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The time that 99 of 100 models stay below. */
function onePathEach(
  paths: readonly GoldenPath[],
  schemas: SchemaSet | undefined,
): number {
  const times = paths.map(intents => {
    const started = performance.now();
    const objects = renderGoldenPath(intents);
    printObjects(objects);
    if (schemas) {
      validateAll(objects, schemas);
    }
    return performance.now() - started;
  });
  return quantile(times, 0.99);
}

function placing(first: number): Round['placing'] {
  const answers = Array.from({ length: QUESTIONS }, (_, i) => {
    const question = placementQuestion(first + i);
    const started = performance.now();
    const { candidates } = assess(question);
    return { ms: performance.now() - started, candidates };
  });
  return {
    ms: median(answers.map(({ ms }) => ms)),
    candidates: median(answers.map(({ candidates }) => candidates)),
  };
}

/** Seconds of a processor for each object in bundles of that many models: as many bundles as make the largest size. */
function asBundles(
  take: (count: number) => GoldenPath[],
  models: number,
  schemas: SchemaSet | undefined,
): number {
  const each = Math.ceil(models);
  const most = Math.max(...SIZES);
  let time = 0;
  let count = 0;
  // What other sizes have left behind is not this one's to clear away.
  globalThis.gc?.();
  while (count < most) {
    const paths = take(each);
    const before = process.cpuUsage();
    const objects = paths.flatMap(renderGoldenPath);
    printObjects(objects);
    if (schemas) {
      validateAll(objects, schemas);
    }
    time += processorSeconds(before);
    count += objects.length;
  }
  return time / count;
}

/** What the first validation costs that a process does. */
function firstUse(folder: string) {
  const runs: Array<{
    ms: number;
    readMs: number;
    bytes: number;
    kinds: number;
  }> = Array.from({ length: FIRST_USES }, () =>
    JSON.parse(
      execFileSync(
        process.execPath,
        [
          '--expose-gc',
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          '--require',
          path.join(__dirname, '../lib/bench/asPublished.cjs'),
          path.join(__dirname, 'manifests/firstUse.ts'),
          folder,
        ],
        { encoding: 'utf8' },
      ),
    ),
  );
  const conditions = `all files of MODELYARD_CRDS listed (${
    runs[0].kinds
  } kinds and versions), those of one golden path compiled and its rules evaluated, files in the page cache; median of ${FIRST_USES} fresh processes; ${machine()}`;
  return [
    {
      id: 'manifests/first-use',
      value: rounded(median(runs.map(({ ms }) => ms))),
      unit: 'ms',
      goal: 500,
      lowerIsBetter: true,
      conditions: `${conditions}; ${rounded(
        median(runs.map(({ readMs }) => readMs)),
      )} ms of it to read the folder`,
    },
    {
      id: 'manifests/first-use-memory',
      value: rounded(median(runs.map(({ bytes }) => bytes)) / 1024 ** 2),
      unit: 'MB',
      lowerIsBetter: true,
      conditions: `heap that stays in use after manifests/first-use`,
    },
  ];
}
