import { cutTitle } from './cutTitle';

describe('the title of a change', () => {
  it('stays where it is short enough', () => {
    const title = 'x'.repeat(72);
    expect(cutTitle(title)).toEqual({ title });
    expect(cutTitle('Serve nova')).toEqual({ title: 'Serve nova' });
  });

  it('is cut at a word, and nothing of it is lost', () => {
    expect(cutTitle(`${'x'.repeat(70)} 45 ${'y'.repeat(9)}`)).toEqual({
      title: `${'x'.repeat(70)}…`,
      rest: `…45 ${'y'.repeat(9)}`,
    });
    // The sign that stands for the rest counts as well.
    expect(cutTitle(`${'x'.repeat(71)} end`)).toEqual({
      title: `${'x'.repeat(71)}…`,
      rest: '…end',
    });
    expect(cutTitle(`a ${'x'.repeat(72)}`)).toEqual({
      title: 'a…',
      rest: `…${'x'.repeat(72)}`,
    });
  });

  it('is cut between characters where it is one word', () => {
    const { title, rest } = cutTitle('🦙'.repeat(80));
    expect([title, rest]).toEqual([
      `${'🦙'.repeat(71)}…`,
      `…${'🦙'.repeat(9)}`,
    ]);
  });
});
