import fc from 'fast-check';
import {
  formatReceivePackRequest,
  formatUploadPackRequest,
  parseReceivePackResponse,
  parseRefAdvertisement,
  parseUploadPackResponse,
} from './gitProtocol';
import { FLUSH, pktLine, readPktLines } from './pktLines';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const REF = 'refs/heads/main';

describe('the protocol of Git', () => {
  it('frames lines, and finds them again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), lines => {
        const data = Buffer.concat(lines.map(pktLine));
        expect(
          [...readPktLines(data)].map(({ content }) => String(content)),
        ).toEqual(lines);
      }),
    );
    for (const broken of ['00', 'zzzz', '0009abc', '-001']) {
      expect(() => [...readPktLines(Buffer.from(broken))]).toThrow(
        'it does not speak the protocol of Git',
      );
    }
  });

  it('reads what a server has', () => {
    const advertisement = (...lines: string[]) =>
      Buffer.concat([
        pktLine('# service=git-upload-pack\n'),
        FLUSH,
        ...lines.map(pktLine),
        FLUSH,
      ]);
    expect(
      parseRefAdvertisement(
        advertisement(
          `${A} HEAD\0multi_ack object-format=sha1\n`,
          `${A} ${REF}\n`,
          `${A} refs/tags/v1\n`,
          `${B} refs/tags/v1^{}\n`,
        ),
      ),
    ).toEqual(
      new Map([
        ['HEAD', A],
        [REF, A],
        ['refs/tags/v1', A],
      ]),
    );
    expect(
      parseRefAdvertisement(
        advertisement(`${'0'.repeat(40)} capabilities^{}\0ofs-delta\n`),
      ),
    ).toEqual(new Map());
    expect(() =>
      parseRefAdvertisement(
        advertisement(`${A}${A.slice(16)} ${REF}\0object-format=sha256\n`),
      ),
    ).toThrow('its object format is not sha1');
    expect(() => parseRefAdvertisement(pktLine('ERR gone'))).toThrow('gone');
  });

  it('asks for objects, and finds the pack', () => {
    expect(String(formatUploadPackRequest([A, B], [B]))).toBe(
      `004cwant ${A} ofs-delta agent=modelyard\n0032want ${B}\n00000032have ${B}\n0009done\n`,
    );
    const pack = Buffer.from('PACK...');
    for (const answer of [`0008NAK\n`, `0031ACK ${A}\n`, '']) {
      expect(
        parseUploadPackResponse(Buffer.concat([Buffer.from(answer), pack])),
      ).toEqual(pack);
    }
    expect(() => parseUploadPackResponse(Buffer.from('0008NAK\n'))).toThrow(
      'it has sent no objects',
    );
    expect(() => parseUploadPackResponse(pktLine('ERR no'))).toThrow('no');
  });

  it('asks to move a ref, and hears what became of it', () => {
    expect(
      String(
        formatReceivePackRequest({ ref: REF, to: A }, Buffer.from('PACK')),
      ),
    ).toBe(
      `0092${'0'.repeat(
        40,
      )} ${A} ${REF}\0 report-status side-band-64k agent=modelyard0000PACK`,
    );
    const band = (n: number, data: Buffer) =>
      pktLine(String.fromCharCode(n) + String(data));
    const report = (...lines: string[]) =>
      Buffer.concat([...lines.map(pktLine), FLUSH]);
    const parse = (...parts: Buffer[]) =>
      parseReceivePackResponse(Buffer.concat([...parts, FLUSH]), REF);

    const fine = report('unpack ok\n', `ok ${REF}\n`);
    expect(() => parse(band(1, fine))).not.toThrow();
    expect(() => parse(fine)).not.toThrow();
    expect(() =>
      parse(
        band(2, Buffer.from('not on\nFridays ')),
        band(1, report('unpack ok\n', `ng ${REF} hook declined\n`)),
      ),
    ).toThrow('hook declined (not on Fridays)');
    expect(() => parse(band(1, report('unpack no space\n')))).toThrow(
      'no space',
    );
    expect(() => parse()).toThrow('it has not said what became of the push');
  });
});
