import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
      padding: theme.spacing(1),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
    },
    code: {
      flex: 1,
      minWidth: 0,
      margin: 0,
      overflowX: 'auto',
      fontFamily: 'monospace',
      fontSize: theme.typography.body2.fontSize,
      // What scrolls cuts off what is below its lines, such as underscores.
      lineHeight: 1.6,
    },
  }),
  { name: 'LlmCodeLines' },
);

/**
 * A few lines to copy, as they stand.
 *
 * @public
 */
export function CodeLines(props: {
  text: string;
  /** What the lines are, as part of the copy button's name. */
  label: string;
}) {
  const { text, label } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {/* Wide lines scroll, and what scrolls must be reachable by keyboard. */}
      <pre
        className={classes.code}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={label}
        role="region"
      >
        {text}
      </pre>
      <CopyButton text={text} what={label} />
    </div>
  );
}
