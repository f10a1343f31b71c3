import fc from 'fast-check';
import {
  formatCommitMessage,
  formatMergeMessage,
  readIdempotencyKey,
  readReview,
  splitMessage,
} from './commitMessage';

const ALVA = { name: 'Alva Ödegård', email: 'alva@modelyard.example' };
const REMI = { name: 'Remi', email: 'remi@modelyard.example' };

describe('commitMessage', () => {
  it.each([
    ['Subject', 'Subject\n\nModelyard-Idempotency-Key: k\n'],
    ['feat: subject', 'feat: subject\n\nModelyard-Idempotency-Key: k\n'],
    [
      'Subject\r\n\r\nBody\r\n',
      'Subject\n\nBody\n\nModelyard-Idempotency-Key: k\n',
    ],
    [
      'Subject\n\nBody\n\nSigned-off-by: A <a@modelyard.example>\n',
      'Subject\n\nBody\n\nSigned-off-by: A <a@modelyard.example>\nModelyard-Idempotency-Key: k\n',
    ],
  ])('adds the key to %j', (message, expected) => {
    expect(formatCommitMessage({ message, idempotencyKey: 'k' })).toBe(
      expected,
    );
  });

  it('finds the key that it wrote, and none that a text brings', () => {
    const key = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        key,
        (text, idempotencyKey) => {
          const message = `Subject ${text.replaceAll('\0', '')}`;
          expect(
            readIdempotencyKey(
              formatCommitMessage({ message, idempotencyKey }),
            ),
          ).toBe(idempotencyKey);
          expect(readIdempotencyKey(formatCommitMessage({ message }))).toBe(
            undefined,
          );
        },
      ),
    );
  });

  it('lets nobody pretend that a step has run', () => {
    for (const message of [
      'Subject\n\nModelyard-Idempotency-Key: forged',
      'Subject\n\nmodelyard-idempotency-key:forged\n\nBody',
    ]) {
      expect(() => formatCommitMessage({ message })).toThrow(
        /must not contain the trailer/,
      );
    }
  });

  it('says who has proposed and who has reviewed, and finds it again', () => {
    const message = formatMergeMessage({
      message: 'Serve Llama\n\nSigned-off-by: A <a@modelyard.example>',
      id: 'serve-llama',
      proposedBy: [ALVA, REMI, ALVA],
      reviewedBy: REMI,
    });
    expect(message).toBe(
      [
        'Serve Llama',
        '',
        'Signed-off-by: A <a@modelyard.example>',
        'Modelyard-Proposal: serve-llama',
        'Proposed-by: Alva Ödegård <alva@modelyard.example>',
        'Proposed-by: Remi <remi@modelyard.example>',
        'Reviewed-by: Remi <remi@modelyard.example>',
        '',
      ].join('\n'),
    );
    expect(readReview(message)).toEqual({
      proposal: 'serve-llama',
      proposedBy: [ALVA, REMI],
      reviewedBy: REMI,
    });
    expect(readReview('Merge branch x\n')).toBeUndefined();
  });

  it('lets nobody pretend that somebody has reviewed it', () => {
    for (const name of ['Reviewed-by', 'proposed-by', 'Modelyard-Proposal']) {
      const message = `Subject\n\n${name}: Remi <remi@modelyard.example>\n\nBody`;
      expect(() => formatCommitMessage({ message })).toThrow(
        /must not contain the trailer/,
      );
    }
  });

  it('takes title and body out of a message', () => {
    expect(splitMessage('Title\n')).toEqual({ title: 'Title', body: '' });
    expect(
      splitMessage(
        formatCommitMessage({
          message:
            'Title\n\nOne\n\nTwo: 2\n\nAcked-by: A <a@modelyard.example>',
          idempotencyKey: 'k',
        }),
      ),
    ).toEqual({
      title: 'Title',
      body: 'One\n\nTwo: 2\n\nAcked-by: A <a@modelyard.example>',
    });
  });

  it.each(['', 'with space', 'two\nlines', 'ü', 'x'.repeat(201)])(
    'rejects the key %j',
    idempotencyKey => {
      expect(() =>
        formatCommitMessage({ message: 'Subject', idempotencyKey }),
      ).toThrow(/idempotency key must have/);
    },
  );

  it('rejects messages that are none', () => {
    for (const message of ['', ' \n ', 'a\0b']) {
      expect(() => formatCommitMessage({ message })).toThrow(
        'A commit needs a message of text',
      );
    }
    expect(() => formatCommitMessage({ message: 'x'.repeat(70_000) })).toThrow(
      /longer than 65536 bytes/,
    );
  });
});
