import { Fragment, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import { VisuallyHidden } from '../../links';
import { useTexts } from '../../useTexts';
import type { FindingsByLine } from '../checks/findingsByLine';
import { FindingText } from '../checks/Findings';
import { DiffLine } from './DiffLine';
import type { DiffRow } from './diffRows';
import { foldRows } from './foldRows';
import { useDiffStyles } from './useDiffStyles';

/** Lines that are drawn without being asked for. */
const FIRST_LINES = 500;

type Item = { fold: number; count: number; open: boolean } | { row: DiffRow };

/** The lines of a file, one below the other, with what did not change folded. */
export function DiffTable(props: {
  path: string;
  rows: readonly DiffRow[];
  /** Stand below the lines that they are about. */
  findings?: FindingsByLine;
  /** Lines that are drawn without being asked for, if they are not many. */
  firstLines?: number;
}) {
  const { path, rows, findings, firstLines = FIRST_LINES } = props;
  const t = useTexts();
  const classes = useDiffStyles();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState(false);
  const parts = useMemo(
    () => foldRows(rows, ({ after }) => isNoted(findings, after)),
    [rows, findings],
  );

  const items = parts.flatMap((part, index): Item[] => {
    const open = opened.has(index);
    const lines = part.rows.map(row => ({ row }));
    return part.folded
      ? [{ fold: index, count: part.rows.length, open }, ...(open ? lines : [])]
      : lines;
  });
  // What something is noted about is shown in any case.
  const first = items.reduce(
    (last, item, index) =>
      'row' in item && isNoted(findings, item.row.after) && index >= last
        ? index + 1
        : last,
    firstLines,
  );
  const shown = all ? items : items.slice(0, first);
  const rest = items.length - shown.length;

  const toggle = (fold: number) => {
    const next = new Set(opened);
    if (!next.delete(fold)) {
      next.add(fold);
    }
    setOpened(next);
  };
  const label = t('changes.diff.table', { path });
  return (
    <>
      <div
        className={classes.scroller}
        role="region"
        aria-label={label}
        // What scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className={classes.table}>
          <VisuallyHidden component="caption">{label}</VisuallyHidden>
          <thead>
            <tr>
              {(['before', 'after', 'sign', 'text'] as const).map(column => (
                <th key={column} scope="col">
                  <VisuallyHidden>{t(`changes.diff.${column}`)}</VisuallyHidden>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(item =>
              'fold' in item ? (
                <tr key={`fold ${item.fold}`}>
                  <td colSpan={4} className={classes.fold}>
                    <Button
                      size="small"
                      color="primary"
                      className={classes.foldButton}
                      aria-expanded={item.open}
                      onClick={() => toggle(item.fold)}
                    >
                      {t(`changes.diff.${item.open ? 'fold' : 'unchanged'}`, {
                        count: item.count,
                      })}
                    </Button>
                  </td>
                </tr>
              ) : (
                <Fragment key={`${item.row.before} ${item.row.after}`}>
                  <DiffLine row={item.row} />
                  {notesOf(findings, item.row.after).map(finding => (
                    <tr key={JSON.stringify(finding)}>
                      <td colSpan={3} className={classes.number} />
                      <td className={classes.note}>
                        <FindingText finding={finding} />
                      </td>
                    </tr>
                  ))}
                </Fragment>
              ),
            )}
          </tbody>
        </table>
      </div>
      {rest > 0 && (
        <Button size="small" color="primary" onClick={() => setAll(true)}>
          {t('changes.diff.rest', { count: rest })}
        </Button>
      )}
    </>
  );
}

function notesOf(findings: FindingsByLine | undefined, line?: number) {
  return (line !== undefined && findings?.get(line)) || [];
}

function isNoted(findings: FindingsByLine | undefined, line?: number) {
  return notesOf(findings, line).length > 0;
}
