import type { Look } from './palette';

/** The fills of striped groups, for the `fill` of what is drawn. */
export function Stripes(props: {
  id: string;
  looks: readonly Look[];
  /** Colour between the stripes. */
  ground: string;
}) {
  const { id, looks, ground } = props;
  return (
    <defs>
      {looks.map(
        ({ color, striped }, index) =>
          striped && (
            <pattern
              key={color}
              id={stripesId(id, index)}
              width={6}
              height={6}
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width={6} height={6} fill={ground} />
              <rect width={3.5} height={6} fill={color} />
            </pattern>
          ),
      )}
    </defs>
  );
}

function stripesId(id: string, index: number): string {
  return `${id}-${index}`;
}

/** What a group is filled with. */
export function fillOf(id: string, look: Look, index: number): string {
  return look.striped ? `url(#${stripesId(id, index)})` : look.color;
}
