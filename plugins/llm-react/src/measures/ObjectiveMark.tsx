import type { KnownFigure, Objective } from '@modelyard/llm-measures';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import ClearIcon from '@material-ui/icons/Clear';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import { VisuallyHidden } from '../links/VisuallyHidden';
import { useTexts } from '../useTexts';
import { useFigureWords } from './useFigureWords';

const icons = {
  yes: CheckIcon,
  no: ClearIcon,
  undecided: HelpOutlineIcon,
} as const;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      whiteSpace: 'nowrap',
      verticalAlign: 'middle',
      fontWeight: 'normal',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.caption.fontSize,
    },
    icon: { fontSize: '1.3em', marginRight: theme.spacing(0.25) },
    yes: { color: theme.palette.success.main },
    no: { color: theme.palette.error.main },
    undecided: {},
  }),
  { name: 'LlmObjectiveMark' },
);

/**
 * How a figure stands against what the model promises: by a sign of its own,
 * in words for screen readers, and never by colour alone.
 *
 * @public
 */
export function ObjectiveMark(props: {
  objective: Objective;
  /** What the limit is in. */
  like: Pick<KnownFigure, 'unit' | 'money'>;
}) {
  const { objective, like } = props;
  const t = useTexts();
  const words = useFigureWords();
  const classes = useStyles();
  const Icon = icons[objective.met];
  const limit = t(`measures.objective.${objective.wanted}`, {
    limit: words.like(like, objective.limit),
  });
  const sentence = t(`measures.objective.${objective.met}`, {
    objective: limit,
  });
  return (
    <span className={classes.root} title={sentence}>
      <Icon
        aria-hidden
        className={`${classes.icon} ${classes[objective.met]}`}
      />
      <span aria-hidden>{limit}</span>
      <VisuallyHidden>{sentence}</VisuallyHidden>
    </span>
  );
}
