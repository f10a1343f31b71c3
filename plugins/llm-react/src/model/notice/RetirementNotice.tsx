import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import Alert, { type Color } from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { EntityLink } from '../../links';
import { useFormats } from '../../formats';
import { useTerms } from '../../terms';
import { llmTranslationRef } from '../../translation';
import type { Retirement, RetirementPhase } from '../retirement';
import { OwnConsumers } from './OwnConsumers';

const severities: Record<Exclude<RetirementPhase, 'none'>, Color> = {
  planned: 'info',
  deprecated: 'warning',
  retired: 'error',
};

function useSentences(retirement: Retirement): string[] {
  const { t } = useTranslationRef(llmTranslationRef);
  const formats = useFormats();
  const { phase, deprecatedOn, retiresOn } = retirement;
  const retires = retiresOn
    ? t('model.notice.retires', {
        day: formats.day(retiresOn),
        distance: formats.age(new Date(retiresOn)),
      })
    : undefined;
  switch (phase) {
    case 'retired':
      return [
        retiresOn
          ? t('model.notice.retiredSince', { day: formats.day(retiresOn) })
          : t('model.notice.retired'),
      ];
    case 'deprecated':
      return [
        deprecatedOn
          ? t('model.notice.deprecatedSince', {
              day: formats.day(deprecatedOn),
            })
          : t('model.notice.deprecated'),
        ...(retires ? [retires] : []),
      ];
    default:
      return [
        ...(deprecatedOn
          ? [
              t('model.notice.willBeDeprecated', {
                day: formats.day(deprecatedOn),
              }),
            ]
          : []),
        ...(retires ? [retires] : []),
      ];
  }
}

/** That the model is going away, when, what to use instead, and who is hit. */
export function RetirementNotice(props: {
  entityRef: string;
  lifecycle: string;
  retirement: Retirement;
}) {
  const { entityRef, lifecycle, retirement } = props;
  const { t } = useTranslationRef(llmTranslationRef);
  const terms = useTerms();
  const sentences = useSentences(retirement);
  const { phase, replacedBy, aheadOfLifecycle } = retirement;
  if (phase === 'none') {
    return null;
  }
  return (
    <Alert severity={severities[phase]} role="note">
      <AlertTitle>{sentences.join(' ')}</AlertTitle>
      <Typography variant="body2" component="p">
        {replacedBy
          ? t('model.notice.use', {
              replacement: (
                <EntityLink
                  entityRef={replacedBy}
                  defaultKind="model"
                  defaultNamespace={parseEntityRef(entityRef).namespace}
                />
              ),
            })
          : t('model.notice.noReplacement')}
        {aheadOfLifecycle && (
          <>
            {' '}
            {t('model.notice.lifecycleDiffers', {
              lifecycle: terms('lifecycle', lifecycle).toLocaleLowerCase(),
            })}
          </>
        )}
      </Typography>
      <OwnConsumers entityRef={entityRef} />
    </Alert>
  );
}
