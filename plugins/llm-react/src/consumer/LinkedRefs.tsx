import { EntityRefLink } from '@backstage/plugin-catalog-react';

// Names end with a letter or a digit, and the full stop of a sentence does not
// belong to them.
const entityRef = /([a-z]\w*:[\w.-]+\/(?:[\w.-]*\w))/i;

/** A text in which the refs of known entities are links with their titles. */
export function LinkedRefs(props: {
  text: string;
  /** Titles by full ref in lower case. */
  titles: ReadonlyMap<string, string>;
}) {
  const { text, titles } = props;
  return (
    <>
      {text.split(entityRef).map((part, index) => {
        const title = titles.get(part);
        return title === undefined ? (
          part
        ) : (
          // The parts of a text do not change places.
          // In running text a link must show without its colour.
          <EntityRefLink
            key={index}
            entityRef={part}
            title={title}
            underline="always"
            hideIcon
          />
        );
      })}
    </>
  );
}
