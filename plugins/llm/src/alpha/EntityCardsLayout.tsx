import { Fragment } from 'react';
import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(3),
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('md')]: {
        gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
        // Cards of others say nothing of their width: two of them in a row.
        '& > *': { gridColumn: 'span 6' },
        '& > [data-llm-columns="12"]': { gridColumn: '1 / -1' },
      },
      [theme.breakpoints.up('lg')]: {
        '& > [data-llm-columns="4"]': { gridColumn: 'span 4' },
      },
    },
    warning: { gridColumn: '1 / -1 !important' },
  }),
  { name: 'LlmEntityCardsLayout' },
);

/**
 * The overview of models and pools: as many cards in a row as there is room
 * for, each as wide as it is in the old system. The catalog's own layout would
 * put them one below the other.
 */
export function EntityCardsLayout({ cards }: EntityContentLayoutProps) {
  const classes = useStyles();
  const isBeside = ({ type }: (typeof cards)[number]) => type === 'info';
  const inOrder = [
    ...cards.filter(card => !isBeside(card)),
    ...cards.filter(isBeside),
  ];
  return (
    <div className={classes.root}>
      <EntitySwitch>
        <EntitySwitch.Case if={isOrphan}>
          <div className={classes.warning}>
            <EntityOrphanWarning />
          </div>
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasRelationWarnings}>
          <div className={classes.warning}>
            <EntityRelationWarning />
          </div>
        </EntitySwitch.Case>
      </EntitySwitch>
      <EntitySwitch>
        <EntitySwitch.Case if={hasCatalogProcessingErrors}>
          <div className={classes.warning}>
            <EntityProcessingErrorsPanel />
          </div>
        </EntitySwitch.Case>
      </EntitySwitch>
      {inOrder.map(({ element }, index) => (
        <Fragment key={element.key ?? index}>{element}</Fragment>
      ))}
    </div>
  );
}
