import type { ReactNode } from 'react';
import { LinkButton } from '@backstage/core-components';

/** The link to what most people come for, announced as the link that it is. */
export function PrimaryLink(props: { to: string; children: ReactNode }) {
  return (
    <LinkButton
      variant="contained"
      color="primary"
      size="small"
      to={props.to}
      // Material UI would announce it as a button.
      role="link"
    >
      {props.children}
    </LinkButton>
  );
}
