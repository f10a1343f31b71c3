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
      margin: 0,
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
  id?: string;
  /** `caption` where a table needs one, `h2` for a heading. Default `span`. */
  component?: 'span' | 'caption' | 'h2';
}) {
  const { children, id, component: Component = 'span' } = props;
  const classes = useStyles();
  return (
    <Component id={id} className={classes.root}>
      {children}
    </Component>
  );
}
