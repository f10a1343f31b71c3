import { Fragment, type ReactNode } from 'react';
import type { ExplainedInput } from '@modelyard/llm-measures';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Moment } from '../../changes/Moment';
import { Unknown } from '../../facts';
import { useFormats } from '../../formats';
import { CodeLines } from '../../links';
import { useTexts } from '../../useTexts';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: { marginBottom: theme.spacing(1.5) },
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
    },
    series: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  }),
  { name: 'LlmExplainedInputs' },
);

/** What a formula was computed from, each input as it was read. */
export function ExplainedInputs(props: { inputs: readonly ExplainedInput[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.inputs.map(input => (
        <li key={input.name} className={classes.item}>
          <Input input={input} />
        </li>
      ))}
    </ul>
  );
}

function Input({ input }: { input: ExplainedInput }) {
  const { name, what, source, asOf, query, note } = input;
  const t = useTexts();
  const classes = useStyles();
  const origin: ReactNode[] = [
    <span key="what" className={classes.series}>
      {what}
    </span>,
    ...(source ? [t('measures.explain.source', { source })] : []),
    ...(asOf ? [<Moment key="asOf" at={asOf} />] : []),
  ];
  return (
    <>
      <div className={classes.head}>
        <Typography variant="body2">{name}</Typography>
        <Typography variant="body2">
          <InputValue input={input} />
        </Typography>
      </div>
      <Typography variant="caption" color="textSecondary" component="p">
        {origin.map((item, index) => (
          // They neither move nor have a state of their own.
          // eslint-disable-next-line react/no-array-index-key
          <Fragment key={index}>
            {index > 0 && ' · '}
            {item}
          </Fragment>
        ))}
      </Typography>
      {note && (
        <Typography variant="caption" component="p">
          {note}
        </Typography>
      )}
      {query && (
        <CodeLines text={query} label={t('measures.explain.query', { name })} />
      )}
    </>
  );
}

function InputValue({ input }: { input: ExplainedInput }) {
  const { state, value, unit } = input;
  const t = useTexts();
  const formats = useFormats();
  if (value !== undefined) {
    const figure = formats.number(value);
    if (unit === 'observations') {
      return <>{t('measures.explain.observations', { value: figure })}</>;
    }
    return (
      <>
        {unit ? t('measures.explain.amount', { value: figure, unit }) : figure}
      </>
    );
  }
  return (
    <Unknown>
      {state === 'read' || state === 'absent'
        ? t(`measures.explain.inputState.${state}`)
        : t(`measures.state.${state}`)}
    </Unknown>
  );
}
