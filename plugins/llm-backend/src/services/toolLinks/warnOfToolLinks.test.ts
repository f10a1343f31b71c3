import { mockServices } from '@backstage/backend-test-utils';
import { warnOfToolLinks } from '.';

describe('warnOfToolLinks', () => {
  const warningsOf = (links: object[]) => {
    const logger = mockServices.logger.mock();
    warnOfToolLinks({
      config: mockServices.rootConfig({ data: { llm: { links } } }),
      logger,
    });
    return logger.warn.mock.calls.map(([message]) => message);
  };

  it('names the key and the reason, and none where all is well', () => {
    expect(
      warningsOf([
        { title: 'Traces', url: 'https://traces.example/{{model}}' },
        { title: 'Logs', url: 'https://logs.example/{{pod}}' },
      ]),
    ).toEqual([
      expect.stringMatching(
        /^A link to a tool is not shown: llm\.links\[1\]\.url has \{\{pod\}\}, which is no placeholder/,
      ),
    ]);
    expect(warningsOf([])).toEqual([]);
  });
});
