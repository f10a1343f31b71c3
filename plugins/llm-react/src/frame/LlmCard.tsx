import { useId, type ReactNode } from 'react';
import { InfoCard } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
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
  /** Draws the body from a value; never called in any other state. */
  children: (value: T) => ReactNode;
}

const useStyles = makeStyles(
  theme => ({
    root: { height: '100%' },
    header: { padding: theme.spacing(2, 2, 1, 2) },
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
  const { title, subheader, action, state, rows, noPadding, children } = props;
  const classes = useStyles();
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      aria-busy={state.status === 'loading'}
      className={classes.root}
    >
      <InfoCard
        title={<span id={titleId}>{title}</span>}
        subheader={subheader}
        action={action}
        variant="fullHeight"
        divider={false}
        noPadding={noPadding && hasValue(state)}
        headerProps={{ classes: { root: classes.header } }}
        titleTypographyProps={{ variant: 'h6', component: 'h2' }}
      >
        <CardBody title={title} state={state} rows={rows}>
          {children}
        </CardBody>
      </InfoCard>
    </section>
  );
}

function hasValue<T>(state: CardState<T>): boolean {
  return state.status === 'ready' || state.status === 'stale';
}
