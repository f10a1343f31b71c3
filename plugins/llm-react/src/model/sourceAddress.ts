import type { ModelSource } from '@modelyard/plugin-llm-common';

/**
 * Where the files of a version come from, for people.
 *
 * @public
 */
export interface SourceAddress {
  /** The address without its revision. */
  readonly text: string;
  /** A page that a browser opens; absent for registries and buckets. */
  readonly href?: string;
  readonly revision?: string;
}

/** Hugging Face: one or two parts, and an optional revision behind an @. */
const HUB = /^hf:\/\/([\w.-]+(?:\/[\w.-]+)?)(?:@([^/]+))?$/;

/**
 * Turns a source into something to show. Addresses of the Hugging Face hub
 * become a link to exactly that revision, http addresses link to themselves;
 * registries and buckets have no page of their own and stay text.
 *
 * @public
 */
export function sourceAddress(source: ModelSource): SourceAddress {
  const hub = HUB.exec(source.uri);
  if (hub) {
    const [, repository, pinned] = hub;
    const revision = source.revision ?? pinned;
    const page = `https://huggingface.co/${repository}`;
    return {
      text: repository,
      href: revision ? `${page}/tree/${encodeURIComponent(revision)}` : page,
      revision,
    };
  }
  return {
    text: source.uri,
    href: /^https?:\/\//.test(source.uri) ? source.uri : undefined,
    revision: source.revision,
  };
}
