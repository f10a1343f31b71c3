/** How a request is encoded, and its answer with it. */
export type Encoding = 'protobuf' | 'json';

/** What a request reports. */
export type Signal = 'traces' | 'metrics';

const TYPES: Readonly<Record<Encoding, string>> = {
  protobuf: 'application/x-protobuf',
  json: 'application/json',
};

/** The encoding of a media type; undefined where OTLP has none for it. */
export function encodingOf(
  contentType: string | undefined,
): Encoding | undefined {
  const type = contentType?.split(';')[0].trim().toLowerCase();
  return (Object.keys(TYPES) as Encoding[]).find(each => TYPES[each] === type);
}

/** The media type of an encoding. */
export function mediaTypeOf(encoding: Encoding): string {
  return TYPES[encoding];
}

/** What a request comes to: that all was taken, or that some was not, and why. */
export function encodeSuccess(
  encoding: Encoding,
  signal: Signal,
  rejected: { items: number; message: string },
): Buffer {
  if (encoding === 'json') {
    const name = signal === 'traces' ? 'rejectedSpans' : 'rejectedDataPoints';
    return jsonOf(
      rejected.items === 0
        ? {}
        : {
            partialSuccess: {
              [name]: String(rejected.items),
              errorMessage: rejected.message,
            },
          },
    );
  }
  return rejected.items === 0
    ? Buffer.alloc(0)
    : bytesField(
        1,
        Buffer.concat([
          numberField(1, rejected.items),
          bytesField(2, Buffer.from(rejected.message)),
        ]),
      );
}

/** Why a request was refused: a `google.rpc.Status`. */
export function encodeStatus(
  encoding: Encoding,
  status: { code: number; message: string },
): Buffer {
  return encoding === 'json'
    ? jsonOf(status)
    : Buffer.concat([
        numberField(1, status.code),
        bytesField(2, Buffer.from(status.message)),
      ]);
}

function jsonOf(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function numberField(field: number, value: number): Buffer {
  return Buffer.from([field * 8, ...varint(value)]);
}

function bytesField(field: number, value: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([field * 8 + 2, ...varint(value.length)]),
    value,
  ]);
}

function varint(value: number): number[] {
  return value < 128
    ? [value]
    : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
