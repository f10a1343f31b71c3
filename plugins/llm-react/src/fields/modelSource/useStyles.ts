import { makeStyles } from '@material-ui/core/styles';

/** Spacing of the parts of the field. */
export const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      margin: theme.spacing(2, 0),
      padding: 0,
      border: 0,
      minWidth: 0,
    },
    legend: { padding: 0 },
    inputs: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 1fr)',
      gap: theme.spacing(2),
      alignItems: 'start',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    config: {
      fontFamily: 'monospace',
      fontSize: theme.typography.body2.fontSize,
    },
    buttons: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      alignItems: 'center',
    },
    known: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      padding: theme.spacing(2),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
    entries: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
      gap: theme.spacing(2),
      alignItems: 'start',
    },
    start: { alignSelf: 'flex-start' },
    chip: { marginLeft: theme.spacing(1) },
    issues: { margin: 0, padding: 0, listStyle: 'none' },
    issue: {
      display: 'flex',
      gap: theme.spacing(0.5),
      alignItems: 'flex-start',
      marginTop: theme.spacing(0.5),
    },
    issueIcon: { fontSize: '1.1em', marginTop: '0.15em', flexShrink: 0 },
    warning: { color: theme.palette.warning.main },
    error: { color: theme.palette.error.main },
  }),
  { name: 'LlmModelSource' },
);
