import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
  { name: 'LlmVisuallyHidden' },
);

/**
 * Text for screen readers only.
 *
 * @public
 */
export function VisuallyHidden(props: {
  children: ReactNode;
  /** `caption` where a table needs one. Default `span`. */
  component?: 'span' | 'caption';
}) {
  const { children, component: Component = 'span' } = props;
  const classes = useStyles();
  return <Component className={classes.root}>{children}</Component>;
}
