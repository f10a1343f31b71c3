import { createAssessCommand } from './assess';
import type { CommandFactory } from './CommandFactory';
import { createModerniseCommand } from './modernise';
import { createRenderCommand } from './render';
import { createSizeCommand } from './size';
import { createValidateCommand } from './validate';

/** Every subcommand, in the order of the help. */
export const commands: readonly CommandFactory[] = [
  createSizeCommand,
  createAssessCommand,
  createRenderCommand,
  createValidateCommand,
  createModerniseCommand,
];
