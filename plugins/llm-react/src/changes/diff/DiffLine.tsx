import { memo } from 'react';
import { VisuallyHidden } from '../../links';
import { useTexts } from '../../useTexts';
import type { DiffRow } from './diffRows';
import { useDiffStyles } from './useDiffStyles';
import { visibleText } from './visibleText';

const signs = { same: '', removed: '−', added: '+' } as const;

function PlainDiffLine(props: { row: DiffRow }) {
  const { kind, text, noNewline, before, after } = props.row;
  const t = useTexts();
  const classes = useDiffStyles();
  return (
    <tr className={kind === 'same' ? undefined : classes[kind]}>
      <td className={classes.number}>{before}</td>
      <td className={classes.number}>{after}</td>
      <td className={classes.sign}>
        <span aria-hidden>{signs[kind]}</span>
        {kind !== 'same' && (
          <VisuallyHidden>{t(`changes.diff.${kind}`)}</VisuallyHidden>
        )}
      </td>
      <td className={classes.text}>
        {visibleText(text)}
        {noNewline && <em>{` (${t('changes.diff.noNewline')})`}</em>}
      </td>
    </tr>
  );
}

/**
 * One line, with its numbers before and after, and what becomes of it. There
 * may be thousands, which are not drawn again for a part that is unfolded.
 */
export const DiffLine = memo(PlainDiffLine);
