import { performance } from 'node:perf_hooks';
import { goldenPaths, renderGoldenPath } from './goldenPath';
import { readSchemas, validateAll } from './schemas';

/**
 * Run as a program of its own: reads the schemas of the folder that is named and validates one golden path, once, and
 * prints what that took. Nothing of it has run before in the process.
 */
const [folder] = process.argv.slice(2);
const objects = renderGoldenPath(goldenPaths(1)[0]);
globalThis.gc?.();
const memory = process.memoryUsage();
const started = performance.now();
const schemas = readSchemas(folder);
const read = performance.now();
validateAll(objects, schemas);
const ended = performance.now();
globalThis.gc?.();
process.stdout.write(
  JSON.stringify({
    ms: ended - started,
    readMs: read - started,
    bytes: process.memoryUsage().heapUsed - memory.heapUsed,
    kinds: schemas.listKinds().length,
  }),
);
