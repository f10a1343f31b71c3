import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      flexWrap: 'wrap',
      columnGap: theme.spacing(0.5),
      minWidth: 0,
    },
    path: { overflowWrap: 'anywhere' },
  }),
  { name: 'LlmFilePath' },
);

/**
 * The path of a file that has no address, to be copied.
 *
 * @public
 */
export function FilePath(props: {
  /** What the file is, before its path. */
  label: string;
  path: string;
  /** Names the path for the button that copies it. */
  what: string;
}) {
  const { label, path, what } = props;
  const classes = useStyles();
  return (
    <Typography variant="body2" component="div" className={classes.root}>
      {label} <code className={classes.path}>{path}</code>
      <CopyButton text={path} what={what} />
    </Typography>
  );
}
