import { readIntent, renderFiles } from '@modelyard/llm-manifests';
import { Command } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from '../CliContext';
import { readText } from '../files/readFiles';
import { readPlatform } from '../files/readPlatform';
import { compare, refuseChanged, write } from '../files/deploymentFolder';
import { formatIssues } from '../output/formatIssues';
import type { CommandFactory } from './CommandFactory';

interface RenderOptions {
  readonly platform: string;
  readonly out?: string;
  readonly check?: boolean;
  readonly force?: boolean;
}

/** `llm render`: an intent to the manifests that it stands for. */
export const createRenderCommand: CommandFactory = ({ context, ended }) =>
  new Command('render')
    .description(
      'Renders an intent. Without --out the manifests are printed; with it they are written beside intent.yaml as the portal commits them.',
    )
    .argument('<intent>', 'file with the intent; - reads standard input')
    .requiredOption(
      '-p, --platform <file>',
      'file that describes the target: versions, gateway, monitoring, images',
    )
    .option('--out <folder>', 'folder of the deployment to write to')
    .option(
      '--check',
      'write nothing; compare with what is in --out, and name what differs or is left over',
    )
    .option('--force', 'overwrite what was changed by hand')
    .addHelpText(
      'after',
      `
Examples
  llm render models/qwen3-32b/prod/intent.yaml -p platforms/fra-1.yaml
  llm render models/qwen3-32b/prod/intent.yaml -p platforms/fra-1.yaml --out models/qwen3-32b/prod --check`,
    )
    .action((intent: string, options: RenderOptions) => {
      ended(render({ intent, ...options, context }));
    });

function render(
  options: RenderOptions & { intent: string; context: CliContext },
): ExitCode {
  const { context, out, check } = options;
  if (check && !out) {
    throw new UsageError('--check needs --out, the folder to compare with');
  }
  const platform = readPlatform(options.platform);
  const intent = readIntent(readText(options.intent));
  if (!intent.ok) {
    context.stderr(formatIssues(intent.issues, options.intent));
    return EXIT.findings;
  }
  const files = renderFiles({ intent: intent.value, platform });
  context.stderr(formatIssues(files.issues, options.intent));
  if (!files.ok) {
    return EXIT.findings;
  }
  if (!out) {
    const manifests = files.value.filter(
      ({ path }) =>
        path !== 'intent.yaml' && path !== 'base/kustomization.yaml',
    );
    context.stdout(manifests.map(({ content }) => content).join('---\n'));
    return EXIT.ok;
  }
  if (check) {
    return compare(out, files.value, context);
  }
  if (!options.force) {
    refuseChanged({ folder: out, files: files.value, platform });
  }
  return write(out, files.value, context);
}
