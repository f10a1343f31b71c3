import { stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import {
  CatalogFileEntity,
  CatalogFilesResult,
  RejectedCatalogFile,
} from './readCatalogFile';

/** What a file held when all of it could last be read. */
export interface LastReadable {
  commit: string;
  result: CatalogFilesResult;
}

/** What only the history can tell. */
export interface HistoryOfFiles {
  /** By path, of files that cannot be read wholly. */
  lastReadable: ReadonlyMap<string, LastReadable>;
  /** By ref, of entities that several files hold: the path of the one that has held it for longest. */
  holders: ReadonlyMap<string, string>;
}

const NO_HISTORY: HistoryOfFiles = {
  lastReadable: new Map(),
  holders: new Map(),
};

interface Candidate {
  ref: string;
  item: CatalogFileEntity;
  /** Whether it stands in the file now, or stood there before the file became unreadable. */
  isCurrent: boolean;
}

/** Puts the results of single files together, and keeps each entity once. */
export function combineCatalogFiles(
  results: readonly CatalogFilesResult[],
  history: HistoryOfFiles = NO_HISTORY,
): CatalogFilesResult {
  const winners = new Map<string, Candidate>();
  const others = new Map<string, string[]>();
  const rejected: RejectedCatalogFile[] = [];
  for (const candidate of findCandidates(results, history.lastReadable)) {
    const { ref, item, isCurrent } = candidate;
    const winner = winners.get(ref);
    const holder = winner?.item.path ?? history.holders.get(ref) ?? item.path;
    if (!winner && holder === item.path) {
      winners.set(ref, candidate);
    } else if (isCurrent) {
      const isSameFile = holder === item.path;
      const where = isSameFile ? 'earlier in this file' : `in ${holder}`;
      const reason = `${ref} already stands ${where}`;
      const { path, line } = item;
      rejected.push({ path, line, cause: 'duplicate', reason });
      if (!isSameFile) {
        others.set(ref, [...(others.get(ref) ?? []), item.path]);
      }
    }
  }

  const kept = [...winners.values()].filter(({ isCurrent }) => !isCurrent);
  rejected.push(...withKept(results, kept));
  return {
    entities: [...winners.values()].map(({ ref, item }) =>
      withContestedIssue(item, others.get(ref)),
    ),
    rejected: rejected.sort(byPath),
  };
}

/** Paths by ref of the entities that more than one file holds, or held before it became unreadable. */
export function findContested(
  results: readonly CatalogFilesResult[],
  lastReadable: HistoryOfFiles['lastReadable'],
): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { ref, item } of findCandidates(results, lastReadable)) {
    const known = paths.get(ref) ?? [];
    if (!known.includes(item.path)) {
      paths.set(ref, [...known, item.path]);
    }
  }
  return new Map([...paths].filter(([_ref, { length }]) => length > 1));
}

/** Whether nothing can be said about some of what a file describes. */
export function isUnreadable(result: CatalogFilesResult): boolean {
  return result.rejected.some(({ cause }) => cause === 'unreadable');
}

/** What the files hold, and what the unreadable ones held before, sorted by path. */
function findCandidates(
  results: readonly CatalogFilesResult[],
  lastReadable: HistoryOfFiles['lastReadable'],
): Candidate[] {
  const current = results.flatMap(({ entities }) =>
    entities.map(item => toCandidate(item, true)),
  );
  const before = results.flatMap(({ entities, rejected }) => {
    const problem = rejected.find(({ cause }) => cause === 'unreadable');
    const last = problem && lastReadable.get(problem.path);
    if (!last) {
      return [];
    }
    const readable = new Set(entities.map(e => stringifyEntityRef(e.entity)));
    return last.result.entities
      .map(item =>
        toCandidate(withUnreadableIssue(item, problem, last.commit), false),
      )
      .filter(({ ref }) => !readable.has(ref));
  });
  return [...current, ...before].sort((a, b) => byPath(a.item, b.item));
}

function toCandidate(item: CatalogFileEntity, isCurrent: boolean): Candidate {
  return { ref: stringifyEntityRef(item.entity), item, isCurrent };
}

/** Names what was kept on the first unreadable document of its file. */
function withKept(
  results: readonly CatalogFilesResult[],
  kept: readonly Candidate[],
): RejectedCatalogFile[] {
  return results.flatMap(({ rejected }) => {
    const first = rejected.find(({ cause }) => cause === 'unreadable');
    const refs = kept
      .filter(({ item }) => item.path === first?.path)
      .map(({ ref }) => ref);
    return rejected.map(rejection =>
      rejection === first && refs.length > 0
        ? { ...rejection, kept: refs }
        : rejection,
    );
  });
}

function withContestedIssue(
  item: CatalogFileEntity,
  others: readonly string[] | undefined,
): CatalogFileEntity {
  if (!others) {
    return item;
  }
  const places = [...new Set(others)].join(' and ');
  return withIssue(item, {
    path: 'metadata.name',
    code: 'entity-contested',
    message: `is claimed by ${places} as well; what stands there is not taken`,
  });
}

function withUnreadableIssue(
  item: CatalogFileEntity,
  { path, line, reason }: RejectedCatalogFile,
  commit: string,
): CatalogFileEntity {
  const place = line === undefined ? path : `${path}, line ${line}`;
  return withIssue(item, {
    path: '',
    code: 'file-unreadable',
    message: `as of commit ${commit.slice(
      0,
      8,
    )}; its file cannot be read since (${place}: ${reason})`,
  });
}

function withIssue(
  item: CatalogFileEntity,
  issue: Omit<Issue, 'severity'>,
): CatalogFileEntity {
  const warning: Issue = { ...issue, severity: 'warning' };
  return { ...item, issues: [...(item.issues ?? []), warning] };
}

function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
