import type { CommandFactory } from './CommandFactory';
import { createRenderCommand } from './render';

/** Every subcommand, in the order of the help. */
export const commands: readonly CommandFactory[] = [createRenderCommand];
