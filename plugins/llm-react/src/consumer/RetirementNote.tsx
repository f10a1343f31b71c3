import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/Warning';
import { useFormats } from '../formats';
import { EntityLink } from '../links';
import { retirementOf, type Retirement } from '../model/retirement';
import { llmTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', gap: theme.spacing(0.5) },
    icon: { color: theme.palette.warning.main, fontSize: '1.25em' },
    retired: { color: theme.palette.error.main },
  }),
  { name: 'LlmRetirementNote' },
);

function useSentence({ phase, deprecatedOn, retiresOn }: Retirement): string {
  const { t } = useTranslationRef(llmTranslationRef);
  const formats = useFormats();
  if (phase === 'retired') {
    return retiresOn
      ? t('consumer.retirement.retiredSince', { day: formats.day(retiresOn) })
      : t('consumer.retirement.retired');
  }
  if (retiresOn) {
    return t('consumer.retirement.retires', { day: formats.day(retiresOn) });
  }
  return phase === 'planned' && deprecatedOn
    ? t('consumer.retirement.willBeDeprecated', {
        day: formats.day(deprecatedOn),
      })
    : t('consumer.retirement.deprecated');
}

/** Warns a consumer that a model goes away, and names what comes instead. */
export function RetirementNote(props: {
  model: ModelEntityV1alpha1;
  /** ISO day in UTC. */
  today: string;
}) {
  const { model, today } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  const classes = useStyles();
  const retirement = retirementOf(model.spec, today);
  const sentence = useSentence(retirement);
  if (retirement.phase === 'none') {
    return null;
  }
  const { namespace } = parseEntityRef(stringifyEntityRef(model));
  return (
    <Typography variant="caption" component="div" className={classes.root}>
      <WarningIcon
        aria-hidden
        className={`${classes.icon} ${
          retirement.phase === 'retired' ? classes.retired : ''
        }`}
      />
      <span>
        {sentence}
        {retirement.replacedBy && (
          <>
            {' '}
            {t('consumer.retirement.use', {
              replacement: (
                <EntityLink
                  entityRef={retirement.replacedBy}
                  defaultKind="model"
                  defaultNamespace={namespace}
                  hideIcon
                />
              ),
            })}
          </>
        )}
      </span>
    </Typography>
  );
}
