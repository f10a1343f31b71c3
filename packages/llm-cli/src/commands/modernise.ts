import { modernise, printObjects } from '@modelyard/llm-manifests';
import { Command, Option } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import { placeData, placeOf, readDocuments } from '../files/readDocuments';
import { readPlatform } from '../files/readPlatform';
import { formatData, outputOption, OutputFormat } from '../output/formats';
import { formatIssues } from '../output/formatIssues';
import { objectName } from '../output/objectName';
import type { CommandFactory } from './CommandFactory';

interface ModerniseOptions {
  readonly kubernetes?: string;
  readonly platform?: string;
  readonly output: OutputFormat;
  readonly proposal?: boolean;
}

/** `llm modernise`: what is stale in manifests, and what takes its place. */
export const createModerniseCommand: CommandFactory = ({ context, ended }) =>
  new Command('modernise')
    .description(
      'Names what in existing manifests is stale or will be rejected, and proposes what takes its place. Nothing is written.',
    )
    .argument(
      '<files...>',
      'manifests: files, folders, or - for standard input',
    )
    .option(
      '--kubernetes <version>',
      'version of the cluster that they are for, such as 1.36',
    )
    .addOption(
      new Option(
        '-p, --platform <file>',
        'file that describes the target, with the versions of everything that runs there',
      ).conflicts('kubernetes'),
    )
    .option(
      '--proposal',
      'print the proposed manifests, and of the findings only those that are left to a person',
    )
    .addOption(outputOption())
    .action((files: string[], options: ModerniseOptions) => {
      ended(run({ files, ...options, context }));
    });

function run(
  options: ModerniseOptions & { files: string[]; context: CliContext },
): ExitCode {
  const { files, kubernetes, platform, output, proposal, context } = options;
  if (kubernetes !== undefined && !/^v?\d+\.\d+/.test(kubernetes)) {
    throw new UsageError(
      `--kubernetes must be a version such as 1.36, but is "${kubernetes}"`,
    );
  }
  const documents = readDocuments(files);
  const result = modernise({
    objects: documents.map(({ value }) => value),
    target: platform ? readPlatform(platform) : { kubernetes },
  });
  const placed = result.findings.map(finding => ({
    ...finding,
    ...placeData(documents[finding.object]),
    name: objectName(documents[finding.object].value),
  }));
  const asLines = (findings = placed) =>
    findings
      .map(finding =>
        formatIssues(
          [finding],
          `${placeOf(documents[finding.object])} ${finding.name}`,
        ),
      )
      .join('');

  if (proposal) {
    context.stderr(asLines(placed.filter(({ mended }) => !mended)));
    context.stdout(printObjects(result.proposal.map(({ object }) => object)));
  } else if (output === 'table') {
    context.stdout(asLines() || 'Nothing is stale.\n');
  } else {
    context.stdout(formatData(placed, output));
  }
  return placed.some(({ severity }) => severity === 'error')
    ? EXIT.findings
    : EXIT.ok;
}
