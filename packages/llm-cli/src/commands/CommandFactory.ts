import { Command } from 'commander';
import { CliContext, ExitCode } from '../CliContext';

/** Makes one subcommand; its action says how it ended. */
export type CommandFactory = (options: {
  context: CliContext;
  ended: (code: ExitCode) => void;
}) => Command;
