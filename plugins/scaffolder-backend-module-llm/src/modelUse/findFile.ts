import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConflictError, toError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { entityHome, PullRequestHost } from '@modelyard/plugin-llm-common';
import { GitOpsRepository } from '@modelyard/plugin-llm-gitops-node';
import { readFromRepository } from '../changes/catalogFile';
import { Declared, declareDependency, dependsOn } from './declareDependency';
import { HostedFile, hasCredentials, readHostedFile } from './gitHost';

/** What an address may answer at most; catalog files are a thousand times smaller. */
const MAX_BYTES = 5_000_000;

/** Where a dependency is declared, and what becomes of the file there. */
export type Declaration =
  | { home: 'gitops' | PullRequestHost; outcome: 'unchanged' }
  | {
      home: 'gitops';
      outcome: 'changed';
      path: string;
      text: string;
      /** What the file holds now. */
      committed: string;
    }
  | {
      home: PullRequestHost;
      outcome: 'changed';
      path: string;
      text: string;
      file: HostedFile;
    }
  | { home: 'manual'; outcome: 'unchanged' }
  | {
      home: 'manual';
      outcome: 'changed';
      /** Why the portal cannot change the file, after "since". */
      reason: string;
    };

/** What finding the file of an entity asks for. */
export interface FileSources {
  open: () => Promise<GitOpsRepository>;
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
}

/**
 * Declares a dependency of an entity in its file, where that lives in the GitOps repository or at a Git host that the
 * portal may write to. Nothing is written yet.
 */
export async function declareInFile(options: {
  sources: FileSources;
  entity: Entity;
  dependency: string;
}): Promise<Declaration> {
  const { sources, entity, dependency } = options;
  const home = entityHome({
    entity,
    typeOf: url => sources.integrations.byUrl(url)?.type,
  });
  if (home.kind === 'gitops') {
    return declareInGitOps({ ...options, path: home.path });
  }
  if (home.kind === 'pull-request') {
    return declareAtHost({ ...options, ...home });
  }
  return byHand(
    entity,
    dependency,
    home.location
      ? `it comes from ${home.location}, where the portal cannot write`
      : 'the catalog does not say where it comes from',
  );
}

async function declareInGitOps(options: {
  sources: FileSources;
  entity: Entity;
  dependency: string;
  path: string;
}): Promise<Declaration> {
  const { sources, entity, dependency, path } = options;
  const text = await readFromRepository(sources, path);
  const declared: Declared =
    text === undefined
      ? { outcome: 'impossible', reason: 'is not there any more' }
      : declareDependency({ text, entity, dependency });
  if (declared.outcome === 'impossible') {
    throw new ConflictError(
      `${path} of the GitOps repository cannot be changed: it ${declared.reason}`,
    );
  }
  return declared.outcome === 'unchanged'
    ? { home: 'gitops', outcome: 'unchanged' }
    : { home: 'gitops', path, committed: text!, ...declared };
}

async function declareAtHost(options: {
  sources: FileSources;
  entity: Entity;
  dependency: string;
  host: PullRequestHost;
  urls: string[];
}): Promise<Declaration> {
  const { sources, entity, dependency, host, urls } = options;
  const reasons: string[] = [];
  for (const url of urls) {
    const file = readHostedFile(url, host);
    if (!file) {
      reasons.push(`${url} is not the address of a file in a repository`);
      continue;
    }
    if (!hasCredentials(sources.integrations, host, url)) {
      reasons.push(`the portal has no credentials of ${new URL(url).host}`);
      continue;
    }
    let text;
    try {
      text = await readText(sources.urlReader, url);
    } catch (error) {
      reasons.push(`${url} could not be read (${toError(error).message})`);
      continue;
    }
    const declared = declareDependency({ text, entity, dependency });
    if (declared.outcome === 'unchanged') {
      return { home: host, outcome: 'unchanged' };
    }
    if (declared.outcome === 'changed') {
      return { home: host, file, path: file.path, ...declared };
    }
    reasons.push(`${url} ${declared.reason}`);
  }
  return byHand(entity, dependency, reasons.join('; '));
}

function byHand(
  entity: Entity,
  dependency: string,
  reason: string,
): Declaration {
  return dependsOn(entity, dependency)
    ? { home: 'manual', outcome: 'unchanged' }
    : { home: 'manual', outcome: 'changed', reason };
}

async function readText(
  urlReader: UrlReaderService,
  url: string,
): Promise<string> {
  const response = await urlReader.readUrl(url);
  const content = await response.buffer();
  if (content.length > MAX_BYTES) {
    throw new Error(`it has more than ${MAX_BYTES / 1_000_000} MB`);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(content);
}

/** The lines that declare a dependency, as a person adds them. */
export function linesToAdd(dependency: string): string {
  return `spec:\n  dependsOn:\n    - ${dependency}\n`;
}
