import { useId, useState } from 'react';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import { ActionLink } from './ActionLink';

/** A place to go to. */
export interface MenuLink {
  /** What tells it from the others. */
  readonly label: string;
  readonly to: string;
}

/** A link that looks like the buttons beside it; where there are several places, a menu of them. */
export function MenuLinks(props: {
  label: string;
  links: readonly MenuLink[];
}) {
  const { label, links } = props;
  const [anchor, setAnchor] = useState<HTMLElement>();
  const id = useId();
  if (links.length === 0) {
    return null;
  }
  if (links.length === 1) {
    return <ActionLink to={links[0].to}>{label}</ActionLink>;
  }
  return (
    <>
      <Button
        size="small"
        color="primary"
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        aria-controls={id}
        endIcon={<ArrowDropDownIcon />}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {label}
      </Button>
      <Menu
        id={id}
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ 'aria-label': label }}
      >
        {links.map(link => (
          <MenuItem
            key={link.to}
            component={Link}
            to={link.to}
            color="inherit"
            underline="none"
            onClick={() => setAnchor(undefined)}
          >
            {link.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
