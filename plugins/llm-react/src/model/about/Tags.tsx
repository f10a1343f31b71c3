import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    chip: { margin: 0 },
  }),
  { name: 'LlmTags' },
);

/** Short values as chips. */
export function Tags(props: { tags: readonly string[] }) {
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {props.tags.map(tag => (
        <li key={tag}>
          <Chip
            size="small"
            variant="outlined"
            label={tag}
            className={classes.chip}
          />
        </li>
      ))}
    </ul>
  );
}
