import type { LlmFinding } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Folded } from '../../layout';
import { useTexts } from '../../useTexts';
import { visibleText } from '../diff/visibleText';

const FIRST_FINDINGS = 8;

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: theme.spacing(0.5, 0, 0),
      padding: 0,
      overflowWrap: 'anywhere',
    },
    path: { display: 'block', fontFamily: 'monospace' },
  }),
  { name: 'LlmFindings' },
);

/** What checks have found, warnings first. */
export function Findings(props: { findings: readonly LlmFinding[] }) {
  const classes = useStyles();
  const sorted = [
    ...props.findings.filter(({ severity }) => severity === 'warning'),
    ...props.findings.filter(({ severity }) => severity !== 'warning'),
  ];
  if (sorted.length === 0) {
    return null;
  }
  return (
    <Folded items={sorted} shown={FIRST_FINDINGS}>
      {shown => (
        <ul className={classes.list}>
          {shown.map(finding => (
            <li key={JSON.stringify(finding)}>
              <FindingText finding={finding} />
              {finding.path && (
                <Typography
                  variant="caption"
                  color="textSecondary"
                  className={classes.path}
                >
                  {visibleText(finding.path)}
                  {finding.line !== undefined && `:${finding.line}`}
                </Typography>
              )}
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
}

const signs = { warning: '▲', info: 'ℹ' } as const;

/** One finding: a sign, a word, and what was found. */
export function FindingText(props: { finding: LlmFinding }) {
  const { severity, message } = props.finding;
  const t = useTexts();
  return (
    <Typography variant="body2" component="span">
      <span aria-hidden>{`${signs[severity]} `}</span>
      <strong>{t(`changes.checks.${severity}`)}</strong>
      {`: ${visibleText(message)}`}
    </Typography>
  );
}
