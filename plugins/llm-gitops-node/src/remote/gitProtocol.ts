import { FLUSH, pktLine, readPktLines, textOf } from './pktLines';

const REF_LINE = /^([0-9a-f]{40}) ([^\0]+)(?:\0(.*))?$/;
const NO_COMMIT = '0'.repeat(40);
const AGENT = 'agent=modelyard';

/** What the server said instead of doing as asked. */
export class GitServerRefusal extends Error {}

/**
 * The branches and other refs that a server advertises (gitprotocol-pack(5), version 0), by name. Throws `Error` with the
 * reason for anything else.
 */
export function parseRefAdvertisement(data: Buffer): Map<string, string> {
  const refs = new Map<string, string>();
  for (const { content } of readPktLines(data)) {
    const text = content ? textOf(content) : '';
    throwIfError(text);
    const [, oid, name, capabilities] = REF_LINE.exec(text) ?? [];
    if (/\bobject-format=(?!sha1\b)/.test(capabilities ?? text)) {
      throw new GitServerRefusal('its object format is not sha1');
    }
    // An empty repository advertises its capabilities on a ref that is none, and tags twice.
    if (oid && oid !== NO_COMMIT && !name.endsWith('^{}')) {
      refs.set(name, oid);
    }
  }
  return refs;
}

/** Asks for all that `wants` reach and `haves` do not. */
export function formatUploadPackRequest(
  wants: readonly string[],
  haves: readonly string[],
): Buffer {
  return Buffer.concat([
    ...wants.map((oid, i) =>
      pktLine(`want ${oid}${i === 0 ? ` ofs-delta ${AGENT}` : ''}\n`),
    ),
    FLUSH,
    ...haves.map(oid => pktLine(`have ${oid}\n`)),
    pktLine('done\n'),
  ]);
}

/** The pack in the answer to {@link formatUploadPackRequest}. */
export function parseUploadPackResponse(data: Buffer): Buffer {
  let position = 0;
  const isAtPack = () =>
    data.toString('latin1', position, position + 4) === 'PACK';
  for (const line of isAtPack() ? [] : readPktLines(data)) {
    throwIfError(line.content ? textOf(line.content) : '');
    position = line.end;
    if (isAtPack()) {
      break;
    }
  }
  if (!isAtPack()) {
    throw new Error('it has sent no objects');
  }
  return data.subarray(position);
}

/** A branch that is to be moved, if it still is where it was; an absent commit stands for an absent branch. */
export interface RefUpdate {
  ref: string;
  from?: string;
  to?: string;
}

/** Asks to move a branch, with the objects that the server lacks; a removal brings none. */
export function formatReceivePackRequest(
  update: RefUpdate,
  pack: Uint8Array | undefined,
): Buffer {
  const { ref, from = NO_COMMIT, to = NO_COMMIT } = update;
  const capabilities = `report-status side-band-64k ${AGENT}`;
  return Buffer.concat([
    pktLine(`${from} ${to} ${ref}\0 ${capabilities}`),
    FLUSH,
    ...(pack ? [pack] : []),
  ]);
}

/** Throws {@link GitServerRefusal} where the branch has not moved, with what the server has to say about it. */
export function parseReceivePackResponse(data: Buffer, ref: string): void {
  const report: Buffer[] = [];
  const messages: string[] = [];
  for (const { content } of readPktLines(data)) {
    const band = content?.[0];
    if (band === 1) {
      report.push(content!.subarray(1));
    } else if (band === 2 || band === 3) {
      messages.push(content!.toString('utf8', 1));
    } else if (content) {
      // Without bands, which a server may be too old for.
      report.push(pktLine(content.toString('latin1')));
    }
  }
  const lines = [...readPktLines(Buffer.concat(report))].flatMap(
    ({ content }) => (content ? [textOf(content)] : []),
  );
  if (lines.includes('unpack ok') && lines.includes(`ok ${ref}`)) {
    return;
  }
  const refusal =
    lines.find(line => line.startsWith(`ng ${ref} `)) ??
    lines.find(line => line.startsWith('unpack ')) ??
    'it has not said what became of the push';
  const reason = refusal.replace(`ng ${ref} `, '').replace(/^unpack /, '');
  const said = messages.join('').replace(/\s+/g, ' ').trim();
  throw new GitServerRefusal(said === '' ? reason : `${reason} (${said})`);
}

function throwIfError(text: string): void {
  if (text.startsWith('ERR ')) {
    throw new GitServerRefusal(text.slice(4));
  }
}
