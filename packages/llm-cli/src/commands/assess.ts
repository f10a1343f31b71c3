import { assess, Assessment, AssessOptions } from '@modelyard/llm-sizing';
import { formatMoney } from '@modelyard/llm-units';
import { Command } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import { parseValue } from '../files/readDocuments';
import { readText } from '../files/readFiles';
import {
  formatData,
  formatTable,
  outputOption,
  OutputFormat,
} from '../output/formats';
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
  const question = parseValue({ path: file, text: readText(file) });
  if (!isQuestion(question)) {
    throw new UsageError(
      `${file} must have the fields model, workload, pools and usage`,
    );
  }
  const assessment = assess(question);
  context.stdout(
    output === 'table' ? asText(assessment) : formatData(assessment, output),
  );
  const accepted =
    assessment.groups.some(group => group.accepted) ||
    assessment.providers.some(({ policy }) => policy.state === 'allowed');
  return accepted ? EXIT.ok : EXIT.findings;
}

// What stands in the fields is for `assess` to judge: it has a reason for whatever is wrong.
function isQuestion(value: unknown): value is AssessOptions {
  return (
    typeof value === 'object' &&
    value !== null &&
    'model' in value &&
    'workload' in value &&
    'pools' in value &&
    Array.isArray(value.pools) &&
    'usage' in value
  );
}

function asText({ groups, providers }: Assessment): string {
  const rows = groups.map(({ pool, devices, verdict, placement, cost }) => [
    `${pool} / ${devices}`,
    verdict,
    placement ? `${placement.units} x ${placement.unit}` : '',
    cost ? `${formatMoney(cost.perMonth, { locale: 'en' })} a month` : '',
  ]);
  const table = formatTable({
    head: ['Pool / devices', 'Verdict', 'Takes', 'Costs'],
    rows: [
      ...rows,
      ...providers.map(({ provider, policy }) => [
        provider,
        policy.state,
        '',
        '',
      ]),
    ],
  });
  const reasons = groups.map(({ pool, devices, reasons: list, policy }) =>
    [
      `\n${pool} / ${devices}\n`,
      ...[...policy.reasons, ...list].map(({ message }) => `  ${message}\n`),
    ].join(''),
  );
  return table + reasons.join('');
}
