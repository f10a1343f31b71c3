import { IncomingMessage, ServerResponse } from 'node:http';

/** Answers with a file, or with the range of it that was asked for, as servers of files do. */
export function sendFile(options: {
  request: IncomingMessage;
  response: ServerResponse;
  content: Uint8Array;
  headers: Record<string, string>;
  /** As servers that know no ranges. */
  ignoreRange?: boolean;
}): void {
  const { request, response, content, headers, ignoreRange } = options;
  const [, from, to] =
    /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (from === undefined || ignoreRange) {
    response.writeHead(200, {
      ...headers,
      'content-length': String(content.length),
    });
    response.end(content);
    return;
  }
  const part = content.subarray(Number(from), Number(to) + 1);
  response.writeHead(206, {
    ...headers,
    'content-length': String(part.length),
    'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${
      content.length
    }`,
  });
  response.end(part);
}

/** Streams zeros until the other side has had enough. @returns how many bytes were sent */
export function sendEndless(
  response: ServerResponse,
  headers: Record<string, string>,
): () => number {
  let sent = 0;
  const chunk = Buffer.alloc(256 * 1024, ' ');
  response.writeHead(200, headers);
  const write = () => {
    // A config of 300 MB.
    while (!response.destroyed && sent < 300e6) {
      sent += chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', write);
        return;
      }
    }
    response.end();
  };
  write();
  return () => sent;
}
