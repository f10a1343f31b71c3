import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useApp } from '@backstage/core-plugin-api';
import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type {
  IndexableDocument,
  ResultHighlight,
} from '@backstage/plugin-search-common';
import Chip from '@material-ui/core/Chip';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';

/** What the catalog's collator writes about an entity. */
interface EntityDocument extends IndexableDocument {
  readonly kind: string;
  readonly type?: string;
  readonly lifecycle?: string;
  readonly owner?: string;
}

/**
 * What the search page hands to an item of its list.
 *
 * @public
 */
export interface LlmSearchResultListItemProps {
  /** Takes the place of the icon that the app has for the kind. */
  icon?: ReactNode | ((result: IndexableDocument) => ReactNode);
  /** Left out by the search page while it has nothing to show. */
  result?: IndexableDocument;
  highlight?: ResultHighlight;
  /** Most lines of the description. */
  lineClamp?: number;
}

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex' },
    text: { wordBreak: 'break-word', marginBottom: theme.spacing(1) },
    chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
    chip: { margin: 0 },
    description: {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      overflow: 'hidden',
    },
  }),
  { name: 'LlmSearchResultListItem' },
);

/**
 * A model or a pool among the results of a search: what it does, how far it
 * has come, and whose it is.
 *
 * @public
 */
export function LlmSearchResultListItem(props: LlmSearchResultListItemProps) {
  const { icon, highlight, lineClamp = 3 } = props;
  const result = props.result as EntityDocument | undefined;
  const t = useTexts();
  const terms = useTerms();
  const classes = useStyles();
  const app = useApp();
  if (!result) {
    return null;
  }
  const KindIcon = app.getSystemIcon(`kind:${result.kind.toLowerCase()}`);
  const kindIcon = KindIcon && <KindIcon />;
  const isModel = result.kind.toLowerCase() === 'model';
  const chips = [
    t(isModel ? 'search.kind.model' : 'search.kind.gpupool'),
    result.type && terms(isModel ? 'task' : 'poolType', result.type),
    result.lifecycle && terms('lifecycle', result.lifecycle),
  ].filter((chip): chip is string => Boolean(chip));
  const marked = (text: string, highlighted: string | undefined) =>
    highlight && highlighted ? (
      <HighlightedSearchResultText
        text={highlighted}
        preTag={highlight.preTag}
        postTag={highlight.postTag}
      />
    ) : (
      text
    );

  return (
    <div className={classes.root}>
      {(icon ?? kindIcon) && (
        <ListItemIcon>
          {typeof icon === 'function' ? icon(result) : icon ?? kindIcon}
        </ListItemIcon>
      )}
      <div>
        <ListItemText
          className={classes.text}
          primaryTypographyProps={{ variant: 'h6' }}
          primary={
            <Link noTrack to={result.location}>
              {marked(result.title, highlight?.fields.title)}
            </Link>
          }
          secondary={
            <Typography
              component="span"
              variant="body2"
              color="textSecondary"
              className={classes.description}
              style={{ WebkitLineClamp: lineClamp }}
            >
              {marked(result.text, highlight?.fields.text)}
            </Typography>
          }
        />
        <div className={classes.chips}>
          {chips.map(chip => (
            <Chip
              key={chip}
              size="small"
              label={chip}
              className={classes.chip}
            />
          ))}
          {result.owner && (
            <Chip
              size="small"
              label={t('search.owner', {
                owner: (
                  <EntityDisplayName
                    entityRef={result.owner}
                    defaultKind="group"
                    hideIcon
                    disableTooltip
                  />
                ),
              })}
              className={classes.chip}
            />
          )}
        </div>
      </div>
    </div>
  );
}
