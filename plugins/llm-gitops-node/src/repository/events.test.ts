import { mockServices } from '@backstage/backend-test-utils';
import { GitOpsRepository } from './GitOpsRepository';
import { GITOPS_COMMITTED_TOPIC, publishGitOpsCommitted } from './events';

describe('publishGitOpsCommitted', () => {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  const repository = { branch: 'main' } as GitOpsRepository;
  const result = { outcome: 'committed', commit: 'c'.repeat(40) } as const;

  beforeEach(() => jest.resetAllMocks());

  it('tells of a commit, and of nothing else', async () => {
    await publishGitOpsCommitted({ events, logger, repository, result });
    expect(events.publish).toHaveBeenCalledWith({
      topic: GITOPS_COMMITTED_TOPIC,
      eventPayload: { branch: 'main', commit: result.commit },
    });

    for (const other of [
      { outcome: 'unchanged', head: result.commit },
      { outcome: 'already-committed', commit: result.commit },
    ] as const) {
      await publishGitOpsCommitted({
        events,
        logger,
        repository,
        result: other,
      });
    }
    expect(events.publish).toHaveBeenCalledTimes(1);
  });

  it('tells of a merge, and not of one that was made before', async () => {
    const commit = 'd'.repeat(40);
    for (const merge of [
      { outcome: 'merged', commit, parent: result.commit },
      { outcome: 'already-merged', commit },
    ] as const) {
      await publishGitOpsCommitted({
        events,
        logger,
        repository,
        result: merge,
      });
    }
    expect(events.publish.mock.calls).toEqual([
      [
        {
          topic: GITOPS_COMMITTED_TOPIC,
          eventPayload: { branch: 'main', commit },
        },
      ],
    ]);
  });

  it('does not make a commit look failed that stands', async () => {
    events.publish.mockRejectedValue(new Error('Service is shutting down'));
    await publishGitOpsCommitted({ events, logger, repository, result });
    expect(logger.warn).toHaveBeenCalledWith(
      `Commit ${result.commit} was not announced: Error: Service is shutting down`,
    );
  });
});
