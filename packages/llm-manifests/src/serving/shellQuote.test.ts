import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellQuote } from './shellQuote';

/** What a shell makes of the text, in the way of KServe's presets: expanded inside double quotes, then evaluated. */
function shellArgs(text: string): string[] {
  const output = execFileSync(
    'sh',
    ['-c', `eval "printf '%s\\\\0' \${ADDITIONAL_ARGS} $@"`, '--'],
    { env: { PATH: process.env.PATH, ADDITIONAL_ARGS: text } },
  );
  return output.toString().split('\0').slice(0, -1);
}

describe('shellQuote', () => {
  it('leaves plain flags as they are', () => {
    expect(
      shellQuote(['--max-model-len=65536', '--gpu-memory-utilization=0.92']),
    ).toBe('--max-model-len=65536 --gpu-memory-utilization=0.92');
  });

  it('gives a shell the same arguments again, whatever they hold', () => {
    const nasty = [
      '',
      ' ',
      "'",
      "it's",
      '"',
      '$HOME ${HOME} $(id) `id`',
      '; rm -rf / #',
      '&& true || false | cat > x',
      '*?[a]{b,c}~!',
      '\\',
      "\\'",
      '-\n-',
      '{"method":"ngram","tokens":4}',
      '${{ secrets.x }}',
      'é🚀\u0085',
    ];
    expect(shellArgs(shellQuote(nasty))).toEqual(nasty);
    // An environment holds no NUL, and no half of a pair.
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter(value => !value.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), args => {
        expect(shellArgs(shellQuote(args))).toEqual(args);
      }),
      { numRuns: 100 },
    );
  });
});
