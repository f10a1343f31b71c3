import { Fragment, type ReactNode } from 'react';
import type { Provenance, Qualifier } from '@modelyard/llm-measures';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Moment } from '../changes/Moment';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import { qualifierSymbols } from './FigureText';

const useStyles = makeStyles(
  theme => ({ root: { marginTop: theme.spacing(1) } }),
  { name: 'LlmProvenanceLine' },
);

const ORDER: readonly Qualifier[] = ['stale', 'partial', 'approximate'];

/**
 * Where the figures of a card come from, how old the oldest is, how complete
 * they are and what limits them: `gateway · 2 minutes ago · 96% covered`.
 * Nothing where nothing was read.
 *
 * @public
 */
export function ProvenanceLine(props: { of: readonly Provenance[] }) {
  const t = useTexts();
  const formats = useFormats();
  const classes = useStyles();
  const { sources, asOf, coverage, qualifiers } = together(props.of);
  const items: ReactNode[] = [];
  if (sources.length > 0) {
    items.push(sources.join(', '));
  }
  if (asOf !== undefined) {
    items.push(<Moment at={asOf} />);
  }
  if (coverage !== undefined) {
    items.push(
      coverage >= 1
        ? t('measures.provenance.complete')
        : t('measures.provenance.covered', {
            // Down, so that what is not complete never reads as complete.
            share: formats.percent(Math.floor(coverage * 1000) / 1000),
          }),
    );
  }
  for (const qualifier of qualifiers) {
    items.push(
      <>
        {/* The symbol stays with its words where the line breaks. */}
        <span aria-hidden>{`${qualifierSymbols[qualifier]}\u00a0`}</span>
        {t(`measures.qualifier.${qualifier}`)}
      </>,
    );
  }
  if (items.length === 0) {
    return null;
  }
  return (
    <Typography
      variant="caption"
      color="textSecondary"
      component="p"
      className={classes.root}
    >
      {items.map((item, index) => (
        // They neither move nor have a state of their own.
        // eslint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && ' · '}
          {item}
        </Fragment>
      ))}
    </Typography>
  );
}

/** As old as the oldest, as covered as the least covered. */
function together(of: readonly Provenance[]): Provenance {
  const moments = of.flatMap(({ asOf }) => asOf ?? []);
  const coverages = of.flatMap(({ coverage }) => coverage ?? []);
  return {
    sources: [...new Set(of.flatMap(({ sources }) => sources))].sort(),
    qualifiers: ORDER.filter(name =>
      of.some(({ qualifiers }) => qualifiers.includes(name)),
    ),
    ...(moments.length > 0 && {
      asOf: moments.reduce((oldest, next) =>
        Date.parse(next) < Date.parse(oldest) ? next : oldest,
      ),
    }),
    ...(coverages.length > 0 && { coverage: Math.min(...coverages) }),
  };
}
