import {
  Accelerator,
  accelerators,
  Architecture,
  EngineOptions,
  findAccelerator,
  partitionOf,
  readModel,
  Sizing,
  sizeModel,
  wholeDevice,
  KvCacheFormat,
  kvCacheFormats,
} from '@modelyard/llm-sizing';
import { Issue } from '@modelyard/llm-units';
import { Command, Option } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import { ModelPaths, readModelFiles } from '../files/readModelFiles';
import { bytesRange, countRange } from '../output/amounts';
import {
  formatData,
  formatTable,
  outputOption,
  OutputFormat,
} from '../output/formats';
import { formatIssues, hasErrors } from '../output/formatIssues';
import { count, positive, share } from './numbers';
import type { CommandFactory } from './CommandFactory';

interface SizeOptions extends ModelPaths {
  readonly gpu: string;
  readonly partition?: string;
  readonly tp: number;
  readonly pp: number;
  readonly prompt: number;
  readonly answer: number;
  readonly concurrent: number;
  readonly context?: number;
  readonly dp: number;
  readonly ep?: boolean;
  readonly kvCacheDtype: KvCacheFormat;
  readonly utilization?: number;
  readonly maxNumSeqs?: number;
  readonly maxNumBatchedTokens?: number;
  readonly task?: EngineOptions['task'];
  readonly engineVersion?: string;
  readonly output: OutputFormat;
}

/** `llm size`: what a model takes on GPUs of one kind. */
export const createSizeCommand: CommandFactory = ({ context, ended }) =>
  new Command('size')
    .description(
      "Computes what a model takes and does on GPUs of one kind, from the model's own configuration files. Throughput is an estimate.",
    )
    .option('-c, --config <file>', 'config.json of the model')
    .option('--quant-config <file>', 'hf_quant_config.json of the model')
    .option('--index <file>', 'model.safetensors.index.json of the model')
    .option(
      '--safetensors <files...>',
      'all weight files of the model, of which only the beginnings are read',
    )
    .option('--gguf <files...>', 'all files of a model in GGUF')
    .requiredOption(
      '-g, --gpu <id>',
      'accelerator, such as nvidia-h100-sxm-80gb; "list" names all',
    )
    .option('--partition <profile>', 'partition of it, such as 1g.10gb')
    .option('--tp <count>', 'GPUs that share each layer', positive, 1)
    .option('--pp <count>', 'groups of GPUs that share the layers', positive, 1)
    .option('--dp <count>', 'copies of the model', positive, 1)
    .option('--ep', 'spread the experts over all GPUs of all copies')
    .option('--prompt <tokens>', 'tokens of a typical prompt', count, 2000)
    .option('--answer <tokens>', 'tokens of a typical answer', count, 400)
    .option(
      '--concurrent <requests>',
      'requests at the same time',
      positive,
      16,
    )
    .option('--context <tokens>', 'most tokens of a request', positive)
    .addOption(
      new Option('--kv-cache-dtype <format>', 'how the KV cache is stored')
        .choices(kvCacheFormats)
        .default('auto'),
    )
    .option(
      '--utilization <share>',
      'share of the memory that the engine may take, 0.92 by default',
      share,
    )
    .option('--max-num-seqs <requests>', 'most requests in a step', positive)
    .option(
      '--max-num-batched-tokens <tokens>',
      'most tokens in a step',
      positive,
    )
    .addOption(
      new Option('--task <task>', 'what the model is asked for').choices([
        'generate',
        'embed',
        'score',
        'transcription',
      ]),
    )
    .option('--engine-version <version>', 'version of vLLM, such as 0.21.0')
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Example
  llm size -c config.json -g nvidia-h100-sxm-80gb --tp 2 --context 32768`,
    )
    .action((options: SizeOptions) => {
      ended(size(options, context));
    });

function size(options: SizeOptions, context: CliContext): ExitCode {
  const { output } = options;
  const device = findDevice(options);
  const model = readModel(readModelFiles(options));
  context.stderr(formatIssues(model.issues));
  if (!model.ok) {
    return EXIT.findings;
  }
  const impossible = findImpossible(options, model.value, device.accelerator);
  context.stderr(formatIssues(impossible));
  if (hasErrors(impossible)) {
    return EXIT.findings;
  }
  const sizing = sizeModel({
    architecture: model.value,
    device,
    workload: {
      promptTokens: options.prompt,
      answerTokens: options.answer,
      concurrentRequests: options.concurrent,
      longestContext: options.context,
    },
    engine: {
      tensorParallel: options.tp,
      pipelineParallel: options.pp,
      dataParallel: options.dp,
      expertParallel: options.ep,
      kvCacheDtype: options.kvCacheDtype,
      gpuMemoryUtilization: options.utilization,
      maxNumSeqs: options.maxNumSeqs,
      maxNumBatchedTokens: options.maxNumBatchedTokens,
      task: options.task,
      version: options.engineVersion,
    },
  });
  context.stderr(formatIssues(sizing.issues));
  if (!sizing.ok) {
    return EXIT.findings;
  }
  context.stdout(
    output === 'table'
      ? asTable(sizing.value, device.accelerator.title)
      : formatData(sizing.value, output),
  );
  return sizing.value.typicalRequests.high > 0 ? EXIT.ok : EXIT.findings;
}

/** What the engine would refuse, whatever the memory. */
function findImpossible(
  { kvCacheDtype, context }: SizeOptions,
  { contextLength }: Architecture,
  { engine, title }: Accelerator,
): Issue[] {
  const issues: Issue[] = [];
  if (context && contextLength && context > contextLength) {
    issues.push({
      path: '--context',
      code: 'context-beyond-model',
      message: `must not be above the ${contextLength} tokens that the model reads, but is ${context}`,
      severity: 'error',
    });
  }
  const support =
    kvCacheDtype === 'auto' ? 'native' : engine.kvCache[kvCacheDtype];
  if (support !== 'native') {
    issues.push({
      path: '--kv-cache-dtype',
      code: support === 'none' ? 'kv-format-unsupported' : 'kv-format-doubtful',
      message: {
        none: `cannot be ${kvCacheDtype} on ${title}`,
        emulated: `is ${kvCacheDtype}, which ${title} converts before it computes: that saves memory, but no computing`,
        unknown: `is ${kvCacheDtype}, and whether the engine can use it on ${title} was not looked up`,
      }[support ?? 'unknown'],
      severity: support === 'none' ? 'error' : 'warning',
    });
  }
  return issues;
}

function findDevice({ gpu, partition }: SizeOptions) {
  const accelerator = findAccelerator(gpu);
  if (!accelerator) {
    throw new UsageError(
      `there is no accelerator "${gpu}"; there are\n${accelerators
        .map(({ id, title }) => `  ${id}  ${title}`)
        .join('\n')}`,
    );
  }
  if (!partition) {
    return wholeDevice(accelerator);
  }
  const device = partitionOf(accelerator, partition);
  if (!device) {
    const profiles = accelerator.partitionProfiles.map(({ name }) => name);
    throw new UsageError(
      `${accelerator.title} has no partition "${partition}"; it has ${
        profiles.join(', ') || 'none'
      }`,
    );
  }
  return device;
}

function asTable(sizing: Sizing, title: string): string {
  const { memory, throughput } = sizing;
  const rows = [
    ['Devices', `${sizing.devices} x ${title}`],
    ['Memory each', bytesRange(both(memory.budgetBytes))],
    ['  weights', bytesRange(memory.weights)],
    ['  other', bytesRange(memory.other)],
    ['  KV cache', bytesRange(memory.kvCache)],
    ['Longest context', `${countRange(sizing.longestContext)} tokens`],
    ['Typical requests', `${countRange(sizing.typicalRequests)} at a time`],
    ['Longest requests', `${countRange(sizing.longestRequests)} at a time`],
    [
      'Throughput',
      throughput
        ? `${countRange(
            throughput.outputTokensPerSecond,
          )} answer tokens/s (estimate, ${countRange(
            both(throughput.runningRequests),
          )} running)`
        : 'not known',
    ],
  ];
  const addends = memory.addends.map(({ name, bytes, how }) => [
    name,
    bytesRange(bytes),
    how,
  ]);
  return `${formatTable({ head: ['Figure', 'Value'], rows })}\n${formatTable({
    head: ['Part of the memory', 'Size', 'How it was computed'],
    rows: addends,
  })}`;
}

function both(value: number) {
  return { low: value, high: value };
}
