import type { Issue } from '@modelyard/llm-units';
import Typography from '@material-ui/core/Typography';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import { useWords } from '../../model/about/words';
import { useStyles } from './useStyles';

/** What is unknown or looks wrong, beside what it is about or as a list of its own. */
export function Issues(props: {
  issues: readonly Issue[];
  /** Names what each is about, where that does not stand beside it. */
  named?: boolean;
}) {
  const { issues, named } = props;
  const classes = useStyles();
  const { t } = useWords();
  if (issues.length === 0) {
    return null;
  }
  return (
    <ul className={classes.issues}>
      {issues.map(({ path, code, message, severity }) => {
        const Icon = severity === 'error' ? ErrorIcon : WarningIcon;
        return (
          <Typography
            key={`${path} ${code} ${message}`}
            component="li"
            variant="caption"
            className={classes.issue}
          >
            <Icon
              role="img"
              aria-hidden={false}
              aria-label={t(`modelSource.severity.${severity}`)}
              className={`${classes.issueIcon} ${classes[severity]}`}
            />
            <span>
              {named && <strong>{path || t('modelSource.theModel')} </strong>}
              {message}
            </span>
          </Typography>
        );
      })}
    </ul>
  );
}
