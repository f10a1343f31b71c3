import type { Figure, KnownFigure, Qualifier } from '@modelyard/llm-measures';
import Typography from '@material-ui/core/Typography';
import { Unknown } from '../facts';
import { VisuallyHidden } from '../links/VisuallyHidden';
import { useTexts } from '../useTexts';
import { useFigureWords } from './useFigureWords';

/** The symbols for what limits a figure; the words stand beside them. */
export const qualifierSymbols: Record<Qualifier, string> = {
  approximate: '≈',
  partial: '◔',
  stale: '◷',
};

/**
 * A figure with its unit, marked with what limits it; where there is none, the
 * state in words, which looks like no figure.
 *
 * @public
 */
export function FigureText(props: {
  figure: Figure;
  /** Shows the least and the most that it can be as well. */
  bounds?: boolean;
}) {
  const { figure, bounds } = props;
  const t = useTexts();
  return figure.state === 'value' ? (
    <Known figure={figure} bounds={bounds} />
  ) : (
    <Unknown>{t(`measures.state.${figure.state}`)}</Unknown>
  );
}

function Known(props: { figure: KnownFigure; bounds?: boolean }) {
  const { figure, bounds } = props;
  const words = useFigureWords();
  const range = words.bounds(figure);
  const others = figure.qualifiers.filter(name => name !== 'approximate');
  return (
    <span title={range}>
      {figure.qualifiers.includes('approximate') && (
        <Mark qualifier="approximate" />
      )}
      {words.value(figure)}
      {others.map(qualifier => (
        <Mark key={qualifier} qualifier={qualifier} />
      ))}
      {bounds && range && (
        <Typography
          variant="caption"
          color="textSecondary"
          component="span"
          display="block"
        >
          {range}
        </Typography>
      )}
    </span>
  );
}

function Mark({ qualifier }: { qualifier: Qualifier }) {
  const t = useTexts();
  const word = t(`measures.qualifier.${qualifier}`);
  return (
    <span title={word}>
      <span aria-hidden>
        {qualifier === 'approximate' ? '≈ ' : ` ${qualifierSymbols[qualifier]}`}
      </span>
      <VisuallyHidden> {word} </VisuallyHidden>
    </span>
  );
}
