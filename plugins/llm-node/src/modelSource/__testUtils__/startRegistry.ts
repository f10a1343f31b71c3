import { createHash } from 'node:crypto';
import { sendFile } from './sendFile';
import { startServer, TestServer } from './startServer';

/** A layer of an image in the test registry. */
export interface TestLayer {
  readonly mediaType: string;
  readonly content: Uint8Array | string;
  readonly annotations?: Record<string, string>;
}

/** An image in the test registry. */
export interface TestImage {
  readonly layers: readonly TestLayer[];
  readonly config: { mediaType: string; content: string };
  readonly annotations?: Record<string, string>;
  /** Puts an index with an attestation around the image. */
  readonly inIndex?: boolean;
}

/** A registry with one image at `models/tiny:v1`. */
export interface TestRegistry {
  readonly server: TestServer;
  /** Digest of what the tag names. */
  readonly digest: string;
  close(): Promise<void>;
}

export function digestOf(content: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Starts a registry that gives everybody a token to read with, unless it is private. */
export async function startRegistry(
  image: TestImage,
  options: { isPrivate?: boolean; corrupt?: boolean } = {},
): Promise<TestRegistry> {
  const blobs = new Map<string, Uint8Array>();
  const manifests = new Map<string, { type: string; text: string }>();
  const keep = (content: Uint8Array | string) => {
    const bytes = Buffer.from(content);
    blobs.set(digestOf(bytes), bytes);
    return { digest: digestOf(bytes), size: bytes.length };
  };
  const manifest = JSON.stringify({
    schemaVersion: 2,
    config: {
      mediaType: image.config.mediaType,
      ...keep(image.config.content),
    },
    layers: image.layers.map(({ mediaType, content, annotations }) => ({
      mediaType,
      ...keep(content),
      annotations,
    })),
    annotations: image.annotations,
  });
  const put = (type: string, text: string) => {
    manifests.set(digestOf(text), { type, text });
    return { digest: digestOf(text), size: text.length };
  };
  let tag = put('application/vnd.oci.image.manifest.v1+json', manifest);
  if (image.inIndex) {
    const attestation = {
      digest: digestOf('attestation'),
      size: 11,
      platform: { os: 'unknown', architecture: 'unknown' },
    };
    tag = put(
      'application/vnd.oci.image.index.v1+json',
      JSON.stringify({ schemaVersion: 2, manifests: [attestation, tag] }),
    );
  }

  const server = await startServer((request, response) => {
    const url = new URL(request.url ?? '', server.url);
    if (url.pathname === '/token') {
      response.writeHead(options.isPrivate ? 401 : 200, {
        'content-type': 'application/json',
      });
      response.end(
        JSON.stringify({ token: `for-${url.searchParams.get('scope')}` }),
      );
      return;
    }
    const scope = 'repository:models/tiny:pull';
    if (request.headers.authorization !== `Bearer for-${scope}`) {
      response.writeHead(401, {
        'www-authenticate': `Bearer realm="${server.url}/token",service="test",scope="${scope}"`,
      });
      response.end();
      return;
    }
    const [, verb, reference] =
      /^\/v2\/models\/tiny\/(manifests|blobs)\/(.+)$/.exec(url.pathname) ?? [];
    const found =
      verb === 'manifests'
        ? manifests.get(reference === 'v1' ? tag.digest : reference)
        : undefined;
    const blob = verb === 'blobs' ? blobs.get(reference) : undefined;
    if (found) {
      response.writeHead(200, { 'content-type': found.type });
      response.end(options.corrupt ? `${found.text} ` : found.text);
    } else if (blob) {
      sendFile({
        request,
        response,
        content: blob,
        headers: { 'content-type': 'application/octet-stream' },
      });
    } else {
      response.writeHead(404).end();
    }
  });
  return { server, digest: tag.digest, close: () => server.close() };
}
