import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  mark: { fill: theme.palette.primary.main, display: 'block' },
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: 'inherit',
  },
  word: { fontWeight: 700, letterSpacing: '0.01em' },
}));

/** The mark alone: four stacked yards, the last one still being filled. */
export function ModelyardMark(props: { height?: number; color?: string }) {
  const classes = useStyles();
  const height = props.height ?? 28;
  return (
    <svg
      className={classes.mark}
      style={props.color ? { fill: props.color } : undefined}
      width={height}
      height={height}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <rect x="2" y="2" width="12" height="12" rx="3" />
      <rect x="18" y="2" width="12" height="12" rx="3" opacity="0.75" />
      <rect x="2" y="18" width="12" height="12" rx="3" opacity="0.5" />
      <path d="M21 18h6a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-6a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3zm1 3a1 1 0 0 0-1 1v4a1 1 0 0 0 1 1h4a1 1 0 0 0 1-1v-4a1 1 0 0 0-1-1z" />
    </svg>
  );
}

/** Mark and name, in the colour of the text around it. */
export function ModelyardLogo(props: { height?: number; color?: string }) {
  const classes = useStyles();
  const height = props.height ?? 28;
  return (
    <span className={classes.root} style={{ color: props.color }}>
      <ModelyardMark height={height} color={props.color} />
      <span className={classes.word} style={{ fontSize: height * 0.7 }}>
        Modelyard
      </span>
    </span>
  );
}
