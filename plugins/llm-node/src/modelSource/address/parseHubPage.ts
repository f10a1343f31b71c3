import { HubAddress } from './ModelAddress';

const PUBLIC_HUB = 'https://huggingface.co';

/** The first parts of pages of the hub that are no models. */
const OTHER_PAGES =
  /^(?:api|datasets|spaces|collections|docs|papers|blog|models|organizations|settings)$/;

const PAGE =
  /^\/(?<repository>[^/]+\/[^/]+)(?:\/(?:tree|blob|resolve|raw)\/(?<revision>[^/]+)(?:\/(?<file>.+))?)?\/?$/;

/**
 * Understands the address of a model's page, which is what people copy from their browser; undefined for any other
 * address. The public hub's pages name the same model on a mirror.
 */
export function parseHubPage(options: {
  url: URL;
  endpoint: string;
}): HubAddress | undefined {
  const { url, endpoint } = options;
  const base = [endpoint, PUBLIC_HUB].find(
    hub => url.href === hub || url.href.startsWith(`${hub}/`),
  );
  if (base === undefined) {
    return undefined;
  }
  const path = decoded(
    url.pathname.slice(new URL(base).pathname.replace(/\/$/, '').length),
  );
  const { repository, revision, file } = PAGE.exec(path)?.groups ?? {};
  if (!repository || OTHER_PAGES.test(repository.split('/')[0])) {
    return undefined;
  }
  // The page of one file of the model is about the model, but there may be many GGUF files.
  return {
    kind: 'hub',
    repository,
    revision,
    file: file && /\.gguf$/i.test(file) ? file : undefined,
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
