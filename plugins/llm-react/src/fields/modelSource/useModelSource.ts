import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import type { Issue } from '@modelyard/llm-units';
import {
  llmModelInspectPermission,
  type ModelVersion,
} from '@modelyard/plugin-llm-common';
import { llmApiRef } from '../../api';
import { reasonOf } from '../../changes/answeredWith';
import { addressByHand } from './addressByHand';
import { enterFacts, type Entries, type EnteredVersion } from './facts';
import {
  isSameSource,
  namesSomething,
  readHeldValue,
  type ModelSourceValue,
  type TypedSource,
} from './modelSourceValue';

/** What is known of a source. */
export interface KnownModel {
  readonly source: TypedSource;
  /** As it was read, or held by the form; before anything was entered. */
  readonly version: ModelVersion;
  readonly issues: readonly Issue[];
  /** How many files were read. */
  readonly files?: number;
  /** Read just now, already there when the form was opened, or nothing but what somebody enters. */
  readonly origin: 'read' | 'held' | 'hand';
}

/** The state of the field, and what can be done with it. */
export interface ModelSourceState {
  readonly typed: TypedSource;
  readonly permission: 'asking' | 'allowed' | 'denied';
  readonly isReading: boolean;
  /** Why the source that stands there could not be read. */
  readonly failure?: string;
  /** Of the source that stands there. */
  readonly known?: KnownModel;
  readonly entries: Entries;
  readonly entered?: EnteredVersion;
  /** Whether something else was read before, so that it has to be read again. */
  readonly isChanged: boolean;
  type(change: Partial<TypedSource>): void;
  read(): void;
  cancel(): void;
  enter(entries: Entries): void;
  /** Goes on with what a person enters. */
  goOnByHand(): void;
}

/** Whether anybody could size it; otherwise a person has to say that it is meant. */
function isUsable({ origin, version }: KnownModel): boolean {
  return origin !== 'read' || version.architecture !== undefined;
}

/** What the form holds of the model; undefined while it should not go on. */
function valueOf(
  known: KnownModel | undefined,
  entered: EnteredVersion | undefined,
): ModelSourceValue | undefined {
  if (!known || !entered?.version || !isUsable(known)) {
    return undefined;
  }
  const { source } = known;
  const uri = entered.version.source?.uri ?? source.uri.trim();
  const revision = source.revision.trim();
  const config = source.config.trim();
  return {
    ...(uri && { uri }),
    ...(revision && { revision }),
    ...(config && { config }),
    version: entered.version,
  };
}

/** Reads models for the field, and tells the form what to hold. */
export function useModelSource(options: {
  formData: unknown;
  onChange: (value: ModelSourceValue | {}) => void;
}): ModelSourceState {
  const { formData, onChange } = options;
  const llmApi = useApi(llmApiRef);
  const {
    loading,
    allowed,
    error: unknown,
  } = usePermission({
    permission: llmModelInspectPermission,
  });
  // Where the portal does not know, the backend decides.
  const mayRead = allowed || unknown !== undefined;
  const [held] = useState(() => readHeldValue(formData));
  const [typed, setTyped] = useState(held.typed);
  const [last, setLast] = useState<KnownModel | undefined>(
    held.version && {
      source: held.typed,
      version: held.version,
      issues: [],
      origin: 'held',
    },
  );
  const [entries, setEntries] = useState<Entries>({});
  const [failed, setFailed] = useState<{ source: TypedSource; why: string }>();
  const [isReading, setReading] = useState(false);
  // What was entered stays when the same model is read once more.
  const entriesOf = useRef(held.typed);
  const running = useRef<AbortController>();

  const known = last && isSameSource(last.source, typed) ? last : undefined;
  const entered = useMemo(
    () => known && enterFacts(known.version, entries),
    [known, entries],
  );
  const value = useMemo(() => valueOf(known, entered), [known, entered]);

  const tell = useRef(onChange);
  tell.current = onChange;
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      // What the form itself fills in where there is no value. Without it the form would stop as well, but with words that
      // do not say what to do.
      tell.current(value ?? {});
    }
  }, [value]);

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setReading(false);
  }, []);
  useEffect(() => cancel, [cancel]);

  const readSource = useCallback(
    async (source: TypedSource) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      setReading(true);
      setFailed(undefined);
      try {
        const { version, issues, files } = await llmApi.inspectModel(
          {
            uri: source.uri.trim() || undefined,
            revision: source.revision.trim() || undefined,
            config: source.config.trim() || undefined,
          },
          { signal },
        );
        if (!signal.aborted) {
          setLast({ source, version, issues, files, origin: 'read' });
          if (!isSameSource(source, entriesOf.current)) {
            entriesOf.current = source;
            setEntries({});
          }
        }
      } catch (error) {
        if (!signal.aborted) {
          setFailed({ source, why: reasonOf(error) });
        }
      } finally {
        if (!signal.aborted) {
          setReading(false);
        }
      }
    },
    [llmApi],
  );

  // A link may say which model is meant, and nothing more of it.
  const shouldRead = useRef(!held.version && namesSomething(held.typed));
  useEffect(() => {
    if (!loading && mayRead && shouldRead.current) {
      shouldRead.current = false;
      readSource(held.typed);
    }
  }, [loading, mayRead, readSource, held]);

  let permission: ModelSourceState['permission'] = 'denied';
  if (loading) {
    permission = 'asking';
  } else if (mayRead) {
    permission = 'allowed';
  }

  return {
    typed,
    permission,
    isReading,
    failure:
      failed && isSameSource(failed.source, typed) ? failed.why : undefined,
    known,
    entries,
    entered,
    isChanged: last !== undefined && known === undefined,
    cancel,
    enter: setEntries,
    type: change => {
      cancel();
      setTyped(before => ({ ...before, ...change }));
    },
    read: () => {
      if (permission === 'allowed' && namesSomething(typed)) {
        readSource(typed);
      }
    },
    goOnByHand: () => {
      cancel();
      setFailed(undefined);
      setLast(handMade(typed, known));
      if (!isSameSource(typed, entriesOf.current)) {
        entriesOf.current = typed;
        setEntries({});
      }
    },
  };
}

/** A version of which nothing is known but where it is, or what could be read of it. */
function handMade(source: TypedSource, known?: KnownModel): KnownModel {
  const uri = addressByHand(source.uri);
  const revision = source.revision.trim();
  return {
    source,
    version: known?.version ?? {
      name: 'v1',
      kind: 'weights',
      ...(uri && { source: { uri, ...(revision && { revision }) } }),
    },
    issues: known?.issues ?? [],
    files: known?.files,
    origin: 'hand',
  };
}
