import { execFileSync, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { useCli } from './__testUtils__/cli';

describe('llm', () => {
  const { llm } = useCli();

  it('has a help that names every command', async () => {
    const { code, out } = await llm('--help');
    expect(code).toBe(0);
    for (const command of [
      'size',
      'assess',
      'render',
      'validate',
      'modernise',
    ]) {
      expect(out).toContain(`\n  ${command} `);
      expect((await llm(command, '--help')).out).toMatch(/^Usage: llm /);
    }
    expect(await llm('fly')).toMatchObject({
      code: 2,
      err: expect.stringContaining("unknown command 'fly'"),
    });
  });

  it('says its version', async () => {
    expect(await llm('--version')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    });
  });

  it('ends without a word when its reader does', () => {
    const bin = resolve(__dirname, '../bin/llm');
    const result = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${bin}" --help | true`],
      { encoding: 'utf8' },
    );
    expect(result.stderr).not.toContain('EPIPE');
  });

  it('runs as a program', () => {
    const bin = resolve(__dirname, '../bin/llm');
    const out = execFileSync(process.execPath, [bin, '--help'], {
      encoding: 'utf8',
    });
    expect(out).toContain('Usage: llm');
  });
});
