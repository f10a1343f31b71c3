import { useState, type ReactNode } from 'react';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { useTexts } from '../useTexts';

/**
 * Shows the first items and keeps the rest behind a button.
 *
 * @public
 */
export function Folded<Item>(props: {
  items: readonly Item[];
  /** How many are always shown. */
  shown: number;
  /** Sets the button in, under a table that reaches the edges of its card. */
  inset?: boolean;
  /** Draws the items that are visible at the moment. */
  children: (items: readonly Item[]) => ReactNode;
}) {
  const { items, shown, inset, children } = props;
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const hidden = items.length - shown;
  return (
    <>
      {children(open ? items : items.slice(0, shown))}
      {hidden > 0 && (
        <Box px={inset ? 1.5 : 0}>
          <Button
            size="small"
            color="primary"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? t('layout.fewer') : t('layout.more', { count: hidden })}
          </Button>
        </Box>
      )}
    </>
  );
}
