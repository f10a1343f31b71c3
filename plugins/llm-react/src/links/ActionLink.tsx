import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';

/**
 * A link that looks like the buttons beside it, and is announced as the link
 * that it is.
 *
 * @public
 */
export function ActionLink(props: { to: string; children: ReactNode }) {
  const { to, children } = props;
  return (
    <Button size="small" color="primary" component={Link} to={to} role="link">
      {children}
    </Button>
  );
}
