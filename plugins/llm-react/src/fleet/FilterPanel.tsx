import { useId, useState, type ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTexts } from '../useTexts';
import { useDraft } from './useDraft';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(2) },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    search: { flex: '1 1 240px', maxWidth: 480 },
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
      gap: theme.spacing(2),
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'LlmFilterPanel' },
);

/**
 * The search field and the filters. In a narrow window the filters fold away,
 * so that the first rows stay in sight.
 */
export function FilterPanel(props: {
  text: string;
  onText: (text: string) => void;
  /** Filters that are set, the text not counted. */
  active: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const { text, onText, active, onClear, children } = props;
  const t = useTexts();
  const classes = useStyles();
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('xs'));
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  const panelId = `${id}-panel`;
  const [draft, setDraft] = useDraft({ kept: text, keep: onText });
  const shown = !narrow || unfolded;

  return (
    // On paper: the labels' grey is too faint on the page's background.
    <Paper
      component="section"
      className={classes.root}
      role="search"
      aria-label={t('fleet.filters.label')}
    >
      <div className={classes.bar}>
        <TextField
          className={classes.search}
          id={`${id}-search`}
          variant="outlined"
          size="small"
          type="search"
          label={t('fleet.filters.search')}
          value={draft}
          onChange={event => setDraft(event.target.value)}
        />
        {narrow && (
          <Button
            size="small"
            aria-expanded={unfolded}
            aria-controls={panelId}
            onClick={() => setUnfolded(!unfolded)}
          >
            {active > 0
              ? t('fleet.filters.showActive', { count: active })
              : t('fleet.filters.show')}
          </Button>
        )}
        {(active > 0 || draft !== '') && (
          <Button
            size="small"
            color="primary"
            onClick={() => {
              setDraft('');
              onClear();
            }}
          >
            {t('fleet.filters.clear')}
          </Button>
        )}
      </div>
      <div id={panelId} className={shown ? classes.grid : undefined}>
        {shown && children}
      </div>
    </Paper>
  );
}
