import type { LlmMergeObstacle } from '@modelyard/plugin-llm-common';
import Alert from '@material-ui/lab/Alert';
import { makeStyles } from '@material-ui/core/styles';
import { ActionLink, EntityLinks } from '../links';
import { useTexts } from '../useTexts';

const known: ReadonlySet<string> = new Set<LlmMergeObstacle>([
  'own-change',
  'not-responsible',
  'conflict',
  'names-taken',
  'elsewhere',
]);

const useStyles = makeStyles(
  theme => ({ list: { margin: 0, paddingLeft: theme.spacing(2.5) } }),
  { name: 'LlmChangeObstacles' },
);

/** Why the reader cannot merge a change, in words. */
export function Obstacles(props: {
  /** Names the element for the button that it describes. */
  id: string;
  obstacles: readonly LlmMergeObstacle[];
  /** Refs of those who all have to agree. */
  reviewers: readonly string[];
  /** The page of the Git host, where the change is merged there. */
  url?: string;
  /** Name of the permission that the reader lacks, if they do. */
  lackedPermission?: string;
}) {
  const { id, obstacles, reviewers, url, lackedPermission } = props;
  const t = useTexts();
  const classes = useStyles();
  return (
    <Alert severity="info" role="note" id={id}>
      {t('changes.obstacles.title')}
      <ul className={classes.list}>
        {obstacles.map(code => (
          <li key={code}>
            {known.has(code)
              ? t(`changes.obstacles.${code}`)
              : // A newer backend may have reasons that this page does not know.
                t('changes.obstacles.other', { code })}
            {code === 'not-responsible' && (
              <div>
                {reviewers.length > 0 ? (
                  <>
                    {t('changes.obstacles.reviewers', {
                      count: reviewers.length,
                    })}{' '}
                    <EntityLinks
                      entityRefs={[...reviewers]}
                      defaultKind="group"
                    />
                  </>
                ) : (
                  t('changes.obstacles.noReviewers')
                )}
              </div>
            )}
            {code === 'elsewhere' && url && /^https?:/.test(url) && (
              <ActionLink to={url}>{t('changes.obstacles.open')}</ActionLink>
            )}
          </li>
        ))}
        {lackedPermission && (
          <li>
            {t('changes.obstacles.notAllowed', {
              permission: lackedPermission,
            })}
          </li>
        )}
      </ul>
    </Alert>
  );
}
