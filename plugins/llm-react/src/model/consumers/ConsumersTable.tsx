import { useId, useMemo, useState, type ReactNode } from 'react';
import TablePagination from '@material-ui/core/TablePagination';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { Unknown } from '../../facts';
import { FullWidth } from '../../layout';
import { EntityLink, EntityLinks } from '../../links';
import { CardErrorMessage } from '../../frame/CardErrorMessage';
import { DataTable, type DataColumn } from '../../table';
import { Lines } from '../about/Lines';
import { useWords } from '../about/words';
import type { Consumer } from './findConsumers';
import { useConsumerDetails, type ConsumerDetails } from './useConsumerDetails';

const PAGE_SIZE = 10;

const useStyles = makeStyles(
  theme => ({
    filter: { marginBottom: theme.spacing(1) },
    error: { marginTop: theme.spacing(1) },
  }),
  { name: 'LlmConsumersTable' },
);

/** Consumers page by page: only the page in sight is asked for. */
export function ConsumersTable(props: {
  model: string;
  consumers: readonly Consumer[];
}) {
  const { model, consumers } = props;
  const { t, terms } = useWords();
  const classes = useStyles();
  const filterId = useId();
  const [text, setText] = useState('');
  const [chosenPage, setPage] = useState(0);

  const matching = useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    return wanted
      ? consumers.filter(({ ref }) => ref.toLocaleLowerCase().includes(wanted))
      : consumers;
  }, [consumers, text]);
  // The list may have become shorter since the page was chosen.
  const lastPage = Math.max(0, Math.ceil(matching.length / PAGE_SIZE) - 1);
  const page = Math.min(chosenPage, lastPage);
  const rows = useMemo(
    () => matching.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
    [matching, page],
  );
  const refs = useMemo(() => rows.map(({ ref }) => ref), [rows]);
  const state = useConsumerDetails(refs);

  /** A cell of the part that comes later than the names. */
  const later = (
    ref: string,
    draw: (details: ConsumerDetails) => ReactNode,
  ) => {
    if (state.status === 'loading') {
      return <Skeleton width={96} />;
    }
    const details = state.status === 'ready' ? state.value.get(ref) : undefined;
    return details ? (
      draw(details)
    ) : (
      <Unknown>{t('model.consumers.notVisible')}</Unknown>
    );
  };

  const columns: DataColumn<Consumer>[] = [
    {
      id: 'consumer',
      title: t('model.consumers.consumer'),
      rowHeader: true,
      cell: ({ ref }) => <EntityLink entityRef={ref} />,
    },
    {
      id: 'owner',
      title: t('model.consumers.owner'),
      cell: ({ ref }) =>
        later(ref, ({ owners }) =>
          owners.length > 0 ? (
            <EntityLinks entityRefs={owners} hideIcon />
          ) : (
            <Unknown>{t('model.consumers.noOwner')}</Unknown>
          ),
        ),
    },
    {
      id: 'lifecycle',
      title: t('model.consumers.lifecycle'),
      cell: ({ ref }) =>
        later(ref, ({ lifecycle }) =>
          lifecycle ? terms('lifecycle', lifecycle) : null,
        ),
    },
    {
      id: 'how',
      title: t('model.consumers.how'),
      cell: ({ declared, apis }) => (
        <Lines
          lines={[
            ...(declared ? [t('model.consumers.declared')] : []),
            ...apis.map(api =>
              t('model.consumers.client', {
                api: <EntityLink entityRef={api} hideIcon />,
              }),
            ),
          ]}
        />
      ),
    },
  ];

  return (
    <>
      {consumers.length > PAGE_SIZE && (
        <TextField
          id={filterId}
          className={classes.filter}
          size="small"
          type="search"
          label={t('model.consumers.filter')}
          value={text}
          onChange={event => {
            setText(event.target.value);
            setPage(0);
          }}
        />
      )}
      {matching.length === 0 ? (
        <Typography variant="body2" role="status">
          {t('model.consumers.noMatch', { text })}
        </Typography>
      ) : (
        <FullWidth>
          <DataTable
            label={t('model.consumers.table', { model })}
            columns={columns}
            rows={rows}
            rowKey={({ ref }) => ref}
          />
        </FullWidth>
      )}
      {state.status === 'error' && (
        <div className={classes.error}>
          <CardErrorMessage error={state.error} retry={state.retry} />
        </div>
      )}
      {matching.length > PAGE_SIZE && (
        <TablePagination
          component="nav"
          aria-label={t('model.consumers.pages')}
          count={matching.length}
          page={page}
          rowsPerPage={PAGE_SIZE}
          rowsPerPageOptions={[PAGE_SIZE]}
          onPageChange={(_event, next) => setPage(next)}
          labelDisplayedRows={({ from, to, count }) =>
            t('model.consumers.range', { from, to, total: count })
          }
          nextIconButtonText={t('model.consumers.next')}
          backIconButtonText={t('model.consumers.previous')}
        />
      )}
    </>
  );
}
