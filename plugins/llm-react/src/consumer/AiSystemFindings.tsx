import type { Issue } from '@modelyard/llm-units';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import type { AiSystemView } from './aiSystem';
import { LinkedRefs } from './LinkedRefs';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    path: { overflowWrap: 'anywhere' },
  }),
  { name: 'LlmAiSystemFindings' },
);

/** `modelyard.dev/ai-risk-class` from the path of an annotation. */
function annotationOf({ path }: Issue): string {
  return /^metadata\.annotations\['(.+)'\]$/.exec(path)?.[1] ?? path;
}

/** What stands against the declaration of an AI system. */
export function AiSystemFindings(props: { view: AiSystemView; name: string }) {
  const { findings, compared, hidden } = props.view;
  const t = useTexts();
  const classes = useStyles();
  return (
    <Box mt={2}>
      <Typography variant="subtitle2" component="h3" gutterBottom>
        {t('consumer.aiSystem.findings')}
      </Typography>
      {findings.length > 0 ? (
        <ul
          className={classes.list}
          aria-label={t('consumer.aiSystem.findingsList', { name: props.name })}
        >
          {findings.map(finding => (
            <li key={`${finding.code} ${finding.path} ${finding.message}`}>
              <Alert severity={finding.severity} role="note">
                <strong>{t(`consumer.aiSystem.${finding.severity}`)}:</strong>{' '}
                <code className={classes.path}>{annotationOf(finding)}</code>{' '}
                <LinkedRefs text={finding.message} titles={compared} />
              </Alert>
            </li>
          ))}
        </ul>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('consumer.aiSystem.noFindings', { count: compared.size })}
        </Typography>
      )}
      {hidden > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('consumer.aiSystem.hidden', { count: hidden })}
        </Typography>
      )}
    </Box>
  );
}
