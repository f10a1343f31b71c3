import { useId, type ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '../links/VisuallyHidden';
import type { CardState } from './CardState';
import { CardBody } from './CardBody';

/**
 * What the frame needs of a card: its head, its state, and how a value is drawn.
 *
 * @public
 */
export interface LlmCardProps<T> {
  /** Names the card; also its landmark for assistive technology. */
  title: string;
  subheader?: ReactNode;
  /** Buttons or links at the right of the title. */
  action?: ReactNode;
  state: CardState<T>;
  /**
   * About how many lines of text the loaded body has: the card keeps that much
   * room while it loads, so that the page does not jump. Default 4.
   */
  rows?: number;
  /** Whether the body brings its own margins, as a table does. */
  noPadding?: boolean;
  /** Shows the title to assistive technology only: for a row of buttons. */
  slim?: boolean;
  /** Draws the body from a value; never called in any other state. */
  children: (value: T) => ReactNode;
}

const useStyles = makeStyles(
  theme => ({
    root: { height: '100%' },
    header: { padding: theme.spacing(2, 2, 0, 2) },
    body: {
      padding: theme.spacing(1.5, 2),
      '&:last-child': { paddingBottom: theme.spacing(2) },
    },
    table: {
      padding: theme.spacing(1, 0),
      '&:last-child': { paddingBottom: theme.spacing(1) },
    },
    slim: {
      padding: theme.spacing(1.5, 2),
      '&:last-child': { paddingBottom: theme.spacing(1.5) },
    },
  }),
  { name: 'LlmCard' },
);

/**
 * The one frame of all cards: title, actions, and whatever the state is. The
 * body is drawn for `ready` and `stale` values only.
 *
 * @example
 * ```tsx
 * const state = useCardState(useCallback(async () => ready(await read()), []));
 * return (
 *   <LlmCard title={t('model.about.title')} state={state}>
 *     {value => <About value={value} />}
 *   </LlmCard>
 * );
 * ```
 * @public
 */
export function LlmCard<T>(props: LlmCardProps<T>) {
  const { title, subheader, action, state, rows, slim, children } = props;
  const classes = useStyles();
  const titleId = useId();
  const noPadding = props.noPadding && hasValue(state);
  return (
    <section
      aria-labelledby={titleId}
      aria-busy={state.status === 'loading'}
      className={classes.root}
    >
      <InfoCard
        title={slim ? undefined : <span id={titleId}>{title}</span>}
        subheader={subheader}
        action={action}
        variant="fullHeight"
        divider={false}
        cardClassName={cardClassName({ slim, noPadding, classes })}
        headerProps={{ classes: { root: classes.header } }}
        titleTypographyProps={{ variant: 'h6', component: 'h2' }}
      >
        {slim && (
          <VisuallyHidden component="h2" id={titleId}>
            {title}
          </VisuallyHidden>
        )}
        <CardBody title={title} state={state} rows={rows}>
          {children}
        </CardBody>
      </InfoCard>
    </section>
  );
}

function cardClassName(options: {
  slim?: boolean;
  noPadding?: boolean;
  classes: Record<'slim' | 'table' | 'body', string>;
}): string {
  const { slim, noPadding, classes } = options;
  if (slim) {
    return classes.slim;
  }
  return noPadding ? classes.table : classes.body;
}

function hasValue<T>(state: CardState<T>): boolean {
  return state.status === 'ready' || state.status === 'stale';
}
