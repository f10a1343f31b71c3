import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { LlmMeasureAnswer } from '@modelyard/plugin-llm-common';
import { Facts, type Fact } from '../../facts';
import { useFormats } from '../../formats';
import { useTexts } from '../../useTexts';
import { FigureText } from '../FigureText';
import { ObjectiveMark } from '../ObjectiveMark';
import { ProvenanceLine } from '../ProvenanceLine';
import { useMeasureWords } from '../useMeasureWords';
import { ExplainedInputs } from './ExplainedInputs';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 0),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    section: { marginTop: theme.spacing(1.5) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'LlmExplainedMeasure' },
);

/** How one figure came about. */
export function ExplainedMeasure({ answer }: { answer: LlmMeasureAnswer }) {
  const { measure, from, to, result } = answer;
  const { explain, objective, parts } = result;
  const t = useTexts();
  const words = useMeasureWords();
  const formats = useFormats();
  const classes = useStyles();
  const further: Fact[] = Object.entries(parts)
    .filter(([, { state }]) => state !== 'not_applicable')
    .map(([name, figure]) => ({
      name: words.part(name),
      value: <FigureText figure={figure} bounds />,
    }));
  return (
    <section className={classes.root} aria-label={words.title(measure)}>
      <Typography variant="subtitle1" component="h3">
        {words.title(measure)}
      </Typography>
      <Typography variant="caption" color="textSecondary" component="p">
        {t('measures.explain.window', {
          from: formats.dateTime(new Date(from)),
          to: formats.dateTime(new Date(to)),
        })}
      </Typography>
      <Typography variant="h6" component="p">
        <FigureText figure={result} bounds />{' '}
        {objective && result.state === 'value' && (
          <ObjectiveMark objective={objective} like={result} />
        )}
      </Typography>
      {result.state !== 'value' && (
        <Typography variant="body2">
          {t('measures.missing.sentence', {
            reason: words.reason(result.reason),
          })}
          {result.state === 'not_instrumented' && ` ${words.setUp(measure)}`}
        </Typography>
      )}
      <ProvenanceLine of={[result]} />
      {further.length > 0 && (
        <Section title={t('measures.explain.parts')}>
          <Facts facts={further} />
        </Section>
      )}
      <Section title={t('measures.explain.formula')}>
        <Typography variant="body2">{explain.formula}</Typography>
      </Section>
      <Section title={t('measures.explain.inputs')}>
        {explain.inputs.length > 0 ? (
          <ExplainedInputs inputs={explain.inputs} />
        ) : (
          <Typography variant="body2" color="textSecondary">
            {t('measures.explain.noInputs')}
          </Typography>
        )}
      </Section>
      {explain.notes.length > 0 && (
        <Section title={t('measures.explain.notes')}>
          <ul className={classes.list}>
            {explain.notes.map(note => (
              <Typography key={note} variant="body2" component="li">
                {note}
              </Typography>
            ))}
          </ul>
        </Section>
      )}
    </section>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  const { title, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.section}>
      <Typography variant="subtitle2" component="h4">
        {title}
      </Typography>
      {children}
    </div>
  );
}
