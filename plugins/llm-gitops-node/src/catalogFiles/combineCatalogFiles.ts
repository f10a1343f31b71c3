import { stringifyEntityRef } from '@backstage/catalog-model';
import { Issue } from '@modelyard/llm-units';
import type { EarlierEntity, EarlierState } from './EarlierStates';
import {
  CatalogFileEntity,
  CatalogFilesResult,
  RejectedCatalogFile,
} from './readCatalogFile';

/** What only the history can tell. */
export interface HistoryOfFiles {
  /** By path, of files that cannot be read wholly. */
  earlier: ReadonlyMap<string, EarlierState>;
  /** By ref, of entities that several files hold: the path of the one that has held it for longest. */
  holders: ReadonlyMap<string, string>;
}

const NO_HISTORY: HistoryOfFiles = {
  earlier: new Map(),
  holders: new Map(),
};

interface Candidate {
  ref: string;
  item: CatalogFileEntity;
  /** The unreadable file that it is kept for; absent where it stands in its file now. */
  keptFor?: string;
}

/** Puts the results of single files together, and keeps each entity once. */
export function combineCatalogFiles(
  results: readonly CatalogFilesResult[],
  history: HistoryOfFiles = NO_HISTORY,
): CatalogFilesResult {
  const winners = new Map<string, Candidate>();
  const others = new Map<string, string[]>();
  const rejected: RejectedCatalogFile[] = [];
  for (const candidate of findCandidates(results, history.earlier)) {
    const { ref, item, keptFor } = candidate;
    const winner = winners.get(ref);
    const holder = winner?.item.path ?? history.holders.get(ref) ?? item.path;
    if (!winner && holder === item.path) {
      winners.set(ref, candidate);
    } else if (keptFor === undefined) {
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

  const taken = [...winners.values()];
  rejected.push(...withHistory(results, taken, history));
  return {
    entities: taken.map(({ ref, item }) =>
      withContestedIssue(item, others.get(ref)),
    ),
    rejected: rejected.sort(byPath),
  };
}

/** Paths by ref of the entities that more than one file holds, or held before it became unreadable. */
export function findContested(
  results: readonly CatalogFilesResult[],
  earlier: HistoryOfFiles['earlier'],
): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { ref, item } of findCandidates(results, earlier)) {
    const known = paths.get(ref) ?? [];
    if (!known.includes(item.path)) {
      paths.set(ref, [...known, item.path]);
    }
  }
  return new Map([...paths].filter(([_ref, { length }]) => length > 1));
}

/** Whether nothing can be said about some of what a file describes. */
export function isUnreadable(result: CatalogFilesResult): boolean {
  return findUnreadable(result) !== undefined;
}

function findUnreadable({ rejected }: CatalogFilesResult) {
  return rejected.find(({ cause }) => cause === 'unreadable');
}

/** What the files hold, and what the unreadable ones stand for, sorted by path. */
function findCandidates(
  results: readonly CatalogFilesResult[],
  earlier: HistoryOfFiles['earlier'],
): Candidate[] {
  const candidates = results.flatMap(({ entities }) =>
    entities.map((item): Candidate => ({ ref: refOf(item), item })),
  );
  const problems = results.flatMap(result => findUnreadable(result) ?? []);
  problems.sort(byPath);
  const stands = new Set(
    candidates.map(({ ref, item }) => `${item.path} ${ref}`),
  );
  for (const problem of problems) {
    candidates.push(
      ...(earlier.get(problem.path)?.own ?? [])
        .map(entity => toKept(entity, problem))
        .filter(({ ref, item }) => !stands.has(`${item.path} ${ref}`)),
    );
  }

  // What another file lost counts only where no file has it: the one that has it is where it went.
  const found = new Set(candidates.map(({ ref }) => ref));
  for (const problem of problems) {
    for (const entity of earlier.get(problem.path)?.moved ?? []) {
      const candidate = toKept(entity, problem);
      if (!found.has(candidate.ref)) {
        found.add(candidate.ref);
        candidates.push(candidate);
      }
    }
  }
  return candidates.sort((a, b) => byPath(a.item, b.item));
}

function refOf({ entity }: CatalogFileEntity): string {
  return stringifyEntityRef(entity);
}

/** Names what was kept, or why nothing could be, on the first unreadable document of each file. */
function withHistory(
  results: readonly CatalogFilesResult[],
  winners: readonly Candidate[],
  history: HistoryOfFiles,
): RejectedCatalogFile[] {
  return results.flatMap(result => {
    const first = findUnreadable(result);
    const kept = winners
      .filter(({ keptFor }) => keptFor && keptFor === first?.path)
      .map(({ ref }) => ref);
    return result.rejected.map(rejection => {
      if (rejection !== first) {
        return rejection;
      }
      const reason = history.earlier.get(first.path)?.isFromStart
        ? `${first.reason}; the history of the branch begins with this, so what may have stood here before is not known`
        : first.reason;
      return { ...first, reason, ...(kept.length > 0 && { kept }) };
    });
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

function toKept(
  { item, commit }: EarlierEntity,
  { path, line, reason }: RejectedCatalogFile,
): Candidate {
  const place = line === undefined ? path : `${path}, line ${line}`;
  const since =
    item.path === path
      ? 'what its file says since cannot be taken'
      : `the commit that took it out of ${item.path} left what cannot be taken, and removes nothing before that is mended`;
  return {
    ref: refOf(item),
    keptFor: path,
    item: withIssue(item, {
      path: '',
      code: 'file-unreadable',
      message: `as of commit ${commit.slice(
        0,
        8,
      )}; ${since} (${place}: ${reason})`,
    }),
  };
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
