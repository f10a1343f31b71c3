import { ConfigReader } from '@backstage/config';
import { JsonValue } from '@backstage/types';
import { fillToolLink, readToolLinks } from '.';

const read = (links: JsonValue) =>
  readToolLinks(new ConfigReader({ llm: { links } }));

const traces = {
  title: 'Traces',
  url: 'https://grafana.example/explore?model={{model}}&from={{fromMs}}&to={{ toMs }}',
};

describe('readToolLinks', () => {
  it('reads links, and none where there are none', () => {
    expect(readToolLinks(new ConfigReader({}))).toEqual({
      links: [],
      issues: [],
    });
    expect(read([{ ...traces, for: ['model', 'Component'] }])).toEqual({
      links: [{ ...traces, for: ['Model', 'Component'] }],
      issues: [],
    });
  });

  it.each<[string, JsonValue, string, RegExp]>([
    [
      'a placeholder that there is not',
      { ...traces, url: 'https://x.example/{{modle}}' },
      'llm.links[1].url',
      /^has {{modle}}, which is no placeholder; there are model, /,
    ],
    [
      'braces that do not belong together',
      { ...traces, url: 'https://x.example/{{model}' },
      'llm.links[1].url',
      /braces that do not belong together/,
    ],
    [
      'an address of another kind',
      { ...traces, url: 'data:text/html,{{model}}' },
      'llm.links[1].url',
      /must be an address that begins with http/,
    ],
    [
      'a host that a value would choose',
      { ...traces, url: 'https://{{consumer}}/logs' },
      'llm.links[1].url',
      /a host without placeholders/,
    ],
    [
      'a host that a value would end',
      { ...traces, url: 'https://logs.{{namespace}}.example/' },
      'llm.links[1].url',
      /a host without placeholders/,
    ],
    [
      'a password',
      { ...traces, url: 'https://jo:pw@x.example/{{model}}' },
      'llm.links[1].url',
      /must not hold a user name or a password/,
    ],
    [
      'a kind that has no links',
      { ...traces, for: ['Model', 'API'] },
      'llm.links[1].for',
      /^has API, on whose pages no link can stand; the kinds are Model, /,
    ],
    ['no title', { ...traces, title: ' ' }, 'llm.links[1].title', /empty/],
    [
      'a title that is none',
      { ...traces, title: 7 },
      'llm.links[1].title',
      /./,
    ],
    ['no address', { title: 'Logs' }, 'llm.links[1].url', /url/],
  ])('leaves out %s, and says why', (_name, link, path, message) => {
    const { links, issues } = read([traces, link]);
    expect(links).toEqual([traces]);
    expect(issues).toEqual([
      {
        path,
        code: expect.any(String),
        message: expect.stringMatching(message),
        severity: 'warning',
      },
    ]);
  });

  it('says it when there is no list at all', () => {
    expect(read('https://x.example')).toEqual({
      links: [],
      issues: [expect.objectContaining({ path: 'llm.links' })],
    });
  });
});

describe('fillToolLink', () => {
  it('fills in, and keeps each value in its place', () => {
    expect(
      fillToolLink(traces, {
        model: 'a&b=c/../d?#{{toMs}}',
        fromMs: '1',
        toMs: '2',
      }),
    ).toBe(
      'https://grafana.example/explore?model=a%26b%3Dc%2F..%2Fd%3F%23%7B%7BtoMs%7D%7D&from=1&to=2',
    );
  });

  it.each([undefined, '', '.', '..'])(
    'leads nowhere where a value is %p',
    model => {
      expect(
        fillToolLink(traces, { model, fromMs: '1', toMs: '2' }),
      ).toBeUndefined();
    },
  );
});
