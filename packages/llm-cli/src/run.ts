import { Command, CommanderError } from 'commander';
import { CliContext, EXIT, ExitCode, UsageError } from './CliContext';
import { version } from '../package.json';
import { commands } from './commands';

/** Runs one command line and says how it ended. */
export async function run(
  options: CliContext & { args: readonly string[] },
): Promise<ExitCode> {
  const { args, stdout, stderr } = options;
  let code: ExitCode = EXIT.ok;
  const ended = (how: ExitCode) => {
    code = how;
  };
  const program = new Command('llm')
    .description(
      'Sizes models for GPUs, renders Kubernetes manifests from intents, and validates manifests against real CustomResourceDefinitions. It needs no network and no cluster, only the files that you name.',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing is wrong, 1 something is wrong with the input, 2 the command could not be run.',
    )
    .version(version, '--version')
    .showHelpAfterError()
    .exitOverride()
    .configureOutput({ writeOut: stdout, writeErr: stderr });
  for (const register of commands) {
    const command = register({ context: { stdout, stderr }, ended });
    // Subcommands that are made on their own do not take these over.
    program.addCommand(command.copyInheritedSettings(program));
  }

  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has said what was wrong already.
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    if (error instanceof UsageError) {
      stderr(`llm: ${error.message}\n`);
      return EXIT.usage;
    }
    throw error;
  }
}
