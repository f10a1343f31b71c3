import { alpha, makeStyles } from '@material-ui/core/styles';

/** How strongly the ground of a line is coloured; its text must stay legible. */
const TINT = 0.16;

/** How the lines of a file look. Colour only repeats what the signs say. */
export const useDiffStyles = makeStyles(
  theme => ({
    scroller: {
      // What is for screen readers only must not stick out of it.
      position: 'relative',
      overflowX: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontFamily: 'monospace',
      fontSize: theme.typography.caption.fontSize,
      lineHeight: 1.6,
      color: theme.palette.text.primary,
    },
    removed: {
      backgroundColor: alpha(theme.palette.error.main, TINT),
    },
    added: {
      backgroundColor: alpha(theme.palette.success.main, TINT),
    },
    number: {
      width: '1%',
      minWidth: '4ch',
      padding: theme.spacing(0, 1),
      textAlign: 'right',
      verticalAlign: 'top',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
      // On the tint of a line, this colour would be too pale to read.
      backgroundColor: theme.palette.background.paper,
      // Whoever copies lines wants their text.
      userSelect: 'none',
    },
    sign: {
      width: '1%',
      padding: theme.spacing(0, 0.5),
      verticalAlign: 'top',
      userSelect: 'none',
    },
    text: { padding: theme.spacing(0, 1, 0, 0), whiteSpace: 'pre' },
    note: {
      padding: theme.spacing(0.5, 1),
      borderLeft: `3px solid ${theme.palette.warning.main}`,
      fontFamily: theme.typography.fontFamily,
      backgroundColor: theme.palette.background.paper,
      whiteSpace: 'normal',
    },
    fold: {
      padding: theme.spacing(0, 1),
      borderTop: `1px solid ${theme.palette.divider}`,
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    // A wide file scrolls; its buttons stay where they are.
    foldButton: { position: 'sticky', left: theme.spacing(1) },
  }),
  { name: 'LlmDiff' },
);
