import {
  assess,
  Assessment,
  AssessOptions,
  GroupVerdict,
  Placement,
} from '@modelyard/llm-sizing';
import { formatMoney } from '@modelyard/llm-units';
import { Command } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import { parseValue } from '../files/readDocuments';
import { readText } from '../files/readFiles';
import { countRange } from '../output/amounts';
import {
  formatData,
  formatTable,
  outputOption,
  OutputFormat,
} from '../output/formats';
import { questionShape } from '../question/questionShape';
import type { CommandFactory } from './CommandFactory';

/** `llm assess`: where a model may go, and why. */
export const createAssessCommand: CommandFactory = ({ context, ended }) =>
  new Command('assess')
    .description(
      'Says for each device group of each pool whether a model may go there, and why. Exit code 0 means that at least one accepts it.',
    )
    .argument(
      '<file>',
      'YAML or JSON with model, workload, pools, usage and, optionally, version, intent, budget and policy; - reads standard input',
    )
    .addOption(outputOption())
    .action((file: string, options: { output: OutputFormat }) => {
      ended(run({ file, ...options, context }));
    });

function run(options: {
  file: string;
  output: OutputFormat;
  context: CliContext;
}): ExitCode {
  const { file, output, context } = options;
  const assessment = assess(readQuestion(file));
  context.stdout(
    output === 'table' ? asText(assessment) : formatData(assessment, output),
  );
  const accepted =
    assessment.groups.some(group => group.accepted) ||
    assessment.providers.some(({ policy }) => policy.state === 'allowed');
  return accepted ? EXIT.ok : EXIT.findings;
}

// Whether a number can be computed with is for `assess` to judge: it has a reason for whatever is wrong.
function readQuestion(file: string): AssessOptions {
  const value = parseValue({ path: file, text: readText(file) });
  const problems = questionShape(value, '');
  if (problems.length > 0) {
    throw new UsageError(
      `${file} is no question:${problems
        .map(problem => `\n  ${problem}`)
        .join('')}`,
    );
  }
  return value as AssessOptions;
}

function asText({ version, groups, providers }: Assessment): string {
  const rows = groups.map(group => {
    const { pool, devices, placement, sizing, cost } = group;
    return [
      `${pool} / ${devices}`,
      verdictOf(group),
      placement ? `${placement.units} x ${unitOf(placement)}` : '',
      placement ? spreadOf(placement) : '',
      sizing ? countRange(sizing.typicalRequests) : '',
      cost ? `${formatMoney(cost.perMonth, { locale: 'en' })} a month` : '',
    ];
  });
  const table = formatTable({
    head: [
      'Pool / devices',
      'Verdict',
      'Takes',
      'TP x PP x DP',
      'Typical requests at a time',
      'Costs',
    ],
    rows: [
      ...rows,
      ...providers.map(({ provider, policy }) => [provider, policy.state]),
    ],
  });
  return [
    version === undefined ? '' : `Version ${version}\n\n`,
    table,
    ...groups.map(sayMore),
    ...providers.map(({ provider, policy }) =>
      section(
        provider,
        policy.reasons.map(({ message }) => message),
      ),
    ),
  ].join('');
}

/** What policy blocks is no place for the model, however well it fits. */
function verdictOf({ verdict, policy, accepted, override }: GroupVerdict) {
  if (policy.state === 'blocked') {
    return 'blocked';
  }
  if (policy.state === 'unknown') {
    return `unknown (policy; size: ${verdict})`;
  }
  return accepted && override.state === 'given'
    ? `${verdict} (overridden)`
    : verdict;
}

function unitOf({ unit, profile }: Placement): string {
  return profile === undefined ? unit : `${unit} ${profile}`;
}

function spreadOf({ parallelism }: Placement): string {
  const { tensorParallel, pipelineParallel, dataParallel } = parallelism;
  return [tensorParallel, pipelineParallel, dataParallel].join(' x ');
}

function sayMore(group: GroupVerdict): string {
  const { pool, devices, policy, reasons, alternatives } = group;
  return section(`${pool} / ${devices}`, [
    ...[...policy.reasons, ...reasons].map(({ message }) => message),
    ...alternatives.map(({ message }) => `instead: ${message}`),
  ]);
}

function section(head: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : `\n${head}\n${lines.map(line => `  ${line}\n`).join('')}`;
}
