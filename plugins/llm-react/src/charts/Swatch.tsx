import { useId } from 'react';
import type { Look } from './palette';
import { fillOf, Stripes } from './Stripes';

/** What a group looks like, beside its name: filled, or the dashes of its line. */
export function Swatch(props: {
  look: Look;
  mark: 'fill' | 'line';
  /** Colour between stripes. */
  ground: string;
}) {
  const { look, mark, ground } = props;
  const id = useId();
  return (
    <svg
      width={20}
      height={12}
      aria-hidden
      focusable="false"
      style={{ flexShrink: 0 }}
    >
      {mark === 'fill' ? (
        <>
          <Stripes id={id} looks={[look]} ground={ground} />
          <rect width={20} height={12} rx={2} fill={fillOf(id, look, 0)} />
        </>
      ) : (
        <line
          x1={0}
          x2={20}
          y1={6}
          y2={6}
          stroke={look.color}
          strokeWidth={2}
          strokeDasharray={look.dashes}
        />
      )}
    </svg>
  );
}
