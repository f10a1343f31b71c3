import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  LlmSource,
  llmSourceReadPermission,
} from '@modelyard/plugin-llm-common';
import { z } from 'zod/v3';
import { SourcesService } from '../services/sources';

/** `list-sources`: how the sources of the portal's data are doing. */
export function registerListSources(
  registry: ActionsRegistryService,
  options: { sources: SourcesService },
): void {
  registry.register({
    name: 'list-sources',
    title: 'List data sources',
    description:
      'Tells how the sources of the data about models are doing: the GitOps repository that models come from, the engines that measures are asked of, such as Prometheus, and the intakes that usage is reported to. Use it when figures are missing, stale or partial, or when somebody asks whether the data can be trusted: it says which source fails, why, how old its data is, what it had to refuse and what is unavailable because of it. It reads only, with the rights of the caller.',
    visibilityPermission: llmSourceReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: () =>
        z.object({
          onlyUnwell: z
            .boolean()
            .optional()
            .describe(
              'Leaves those out that are well or not configured; all where it is absent.',
            ),
        }),
      output: () =>
        z.object({
          sources: z.array(
            z
              .object({
                id: z.string().describe('Name of the source.'),
                type: z
                  .enum(['gitops', 'measure-engine', 'usage-intake'])
                  .describe('What sort of source it is.'),
                state: z
                  .enum(['ok', 'degraded', 'error', 'not_configured'])
                  .describe(
                    'ok: all is well. degraded: it was read, but not all is well. error: it could not be read. not_configured: the portal has none.',
                  ),
                readAt: z.string().describe('When it was last looked at.'),
                error: z.string().optional().describe('Why it fails.'),
              })
              .passthrough()
              .describe(
                'What every source tells, and beside it what those of its sort do, such as lagMs, warnings, problems or refusals.',
              ),
          ),
        }),
    },
    examples: [
      {
        title: 'What does not work at the moment',
        input: { onlyUnwell: true },
      },
    ],
    action: async ({ input, credentials }) => {
      const sources = await options.sources.listSources({ credentials });
      return {
        output: {
          sources: sources
            .filter(source => !input.onlyUnwell || isUnwell(source))
            .map(source => ({ ...source })),
        },
      };
    },
  });
}

function isUnwell({ state }: LlmSource): boolean {
  return state === 'degraded' || state === 'error';
}
