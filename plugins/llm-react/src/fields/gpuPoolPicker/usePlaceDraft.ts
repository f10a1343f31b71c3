import { useMemo, useRef, useState, type MutableRefObject } from 'react';
import type { PlaceChange } from './alternativeViews';
import type { GpuPoolPickerValue } from './value';
import { draftOf, type WorkloadDraft, type WorkloadField } from './workload';

/** What somebody did so far; what is absent is at its default. */
export interface PlaceDraft {
  readonly version?: string;
  readonly workload: WorkloadDraft;
  readonly pool?: string;
  /** Absent where a page that leads here knew the pool alone. */
  readonly devices?: string;
  readonly reason: string;
}

/** What somebody can do. All keep their identity. */
export interface PlaceActions {
  /** Takes over what the form holds. */
  adopt(value: GpuPoolPickerValue): void;
  setVersion(version: string): void;
  setFigure(field: WorkloadField, text: string): void;
  choose(place: { pool?: string; devices?: string }): void;
  apply(change: PlaceChange): void;
  setReason(reason: string): void;
}

/** What somebody does with the field, kept in it rather than in the form. */
export function usePlaceDraft(outer: GpuPoolPickerValue): {
  draft: PlaceDraft;
  actions: PlaceActions;
  /** Whether the last act was a click, which is reported sooner than typing. */
  isClick: MutableRefObject<boolean>;
} {
  const [draft, setDraft] = useState(() => draftFrom(outer));
  const isClick = useRef(false);
  const actions = useMemo((): PlaceActions => {
    const change = (changes: Partial<PlaceDraft>) =>
      setDraft(last => ({ ...last, ...changes }));
    const click = (changes: Partial<PlaceDraft>) => {
      isClick.current = true;
      change(changes);
    };
    return {
      adopt: value => setDraft(draftFrom(value)),
      setVersion: version => click({ version }),
      setFigure: (field, text) =>
        setDraft(last => ({
          ...last,
          workload: { ...last.workload, [field]: text },
        })),
      choose: ({ pool, devices }) => click({ pool, devices }),
      apply: ({ version, workload, pool, devices }) =>
        click({ version, workload: draftOf(workload), pool, devices }),
      setReason: reason => change({ reason }),
    };
  }, []);
  return { draft, actions, isClick };
}

function draftFrom(value: GpuPoolPickerValue): PlaceDraft {
  const { version, workload, pool, devices, override } = value;
  return {
    version,
    workload: draftOf(workload),
    pool,
    devices,
    reason: override?.reason ?? '',
  };
}
