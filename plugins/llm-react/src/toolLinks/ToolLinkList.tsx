import { Link } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTexts } from '../useTexts';
import type { FilledToolLink } from './useToolLinks';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 3),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
  }),
  { name: 'LlmToolLinkList' },
);

/** Links to the operator's tools; nothing where there are none. */
export function ToolLinkList(props: { links: readonly FilledToolLink[] }) {
  const t = useTexts();
  const classes = useStyles();
  if (props.links.length === 0) {
    return null;
  }
  return (
    <Box mt={2}>
      <Typography variant="subtitle2" component="h3">
        {t('usage.links.title')}
      </Typography>
      <ul className={classes.list} aria-label={t('usage.links.label')}>
        {props.links.map(({ title, url }) => (
          <li key={url}>
            <Link to={url}>{title}</Link>
          </li>
        ))}
      </ul>
    </Box>
  );
}
