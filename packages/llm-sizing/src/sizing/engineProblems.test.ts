import { findAccelerator } from '../accelerators';
import { small } from '../verdict/__fixtures__/scenario';
import { wholeDevice } from './Device';
import { EngineOptions } from './EngineOptions';
import { sizeModel } from './sizeModel';

const device = wholeDevice(findAccelerator('nvidia-h100-sxm-80gb')!);
const issuesFor = (engine: object) =>
  sizeModel({
    architecture: small,
    device,
    workload: { promptTokens: 2000, answerTokens: 400, concurrentRequests: 1 },
    // What comes out of a file or a form has no types.
    engine: engine as EngineOptions,
  }).issues.map(({ path, code, message }) => `${code}: ${path} ${message}`);

it.each([0, -1, 1.5, NaN, 92, '0.9'])(
  'does not take %p for a share of the memory',
  gpuMemoryUtilization => {
    const is = Number.isNaN(gpuMemoryUtilization)
      ? 'no number'
      : JSON.stringify(gpuMemoryUtilization);
    expect(issuesFor({ gpuMemoryUtilization })).toEqual([
      `engine-invalid: engine.gpuMemoryUtilization must be a share above 0 and of at most 1, but is ${is}`,
    ]);
  },
);

it.each<[object, string]>([
  [{ maxNumSeqs: -4 }, 'maxNumSeqs must be a whole number of at least 1'],
  [{ maxNumBatchedTokens: 'x' }, 'maxNumBatchedTokens must be a whole number'],
  [{ maxModelLen: -5 }, 'maxModelLen must be a whole number of at least 1'],
  [{ maxModelLen: 4096.5 }, 'maxModelLen must be a whole number of at least 1'],
  [{ version: 'banana' }, 'version must be a version of vLLM'],
  [{ version: 0.21 }, 'version must be a version of vLLM'],
  [{ speculative: { tokens: 0 } }, 'speculative.tokens must be a whole number'],
  [{ speculative: {} }, 'speculative.tokens must be a whole number'],
  [{ lora: { maxLoras: -1 } }, 'lora.maxLoras must be a whole number'],
  [{ lora: { maxRank: 1000 } }, 'lora.maxRank must be one of 1, 8, 16'],
  [{ tensorParallel: '2' }, 'tensorParallel must be a number'],
  [{ enforceEager: 'yes' }, 'enforceEager must be true or false'],
  [{ task: 'sing' }, 'task must be one of generate, embed'],
])('names the option in %j and the reason', (engine, message) => {
  expect(issuesFor(engine)).toEqual([
    expect.stringMatching(`^engine-invalid: engine.${message}`),
  ]);
});

it('names everything at once', () => {
  expect(issuesFor({ maxNumSeqs: 0, maxModelLen: 0 })).toHaveLength(2);
});

it('takes what the engine starts with', () => {
  expect(
    issuesFor({
      version: 'v0.21.0rc1',
      gpuMemoryUtilization: 1,
      maxModelLen: 4096,
      maxNumSeqs: 1,
      lora: {},
      speculative: { tokens: 1, method: 'ngram' },
      task: 'embed',
    }),
  ).toEqual([]);
});
