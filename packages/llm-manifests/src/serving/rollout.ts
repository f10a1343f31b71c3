import { z } from 'zod/v3';

/** How a change is rolled out. GPUs are scarce: a new server beside the old one takes a spare one. */
export const rolloutSchema = z
  .enum(['replace', 'surge'])
  .default('replace')
  .describe(
    'Whether a new server starts after the old one has ended, or before, which takes a spare GPU.',
  );

/** The strategy of a Deployment. */
export function deploymentStrategy(rollout: z.output<typeof rolloutSchema>) {
  return rollout === 'surge'
    ? {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      }
    : { type: 'Recreate' };
}
