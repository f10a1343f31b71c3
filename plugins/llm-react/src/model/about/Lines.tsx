import type { ReactNode } from 'react';

/** Several short values under one name, each on its own line. */
export function Lines(props: { lines: readonly ReactNode[] }) {
  return (
    <>
      {props.lines.map((line, index) => (
        // The lines of one value neither move nor change places.
        <div key={index}>{line}</div>
      ))}
    </>
  );
}
