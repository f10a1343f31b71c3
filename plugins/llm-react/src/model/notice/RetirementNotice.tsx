import type { LifecycleNotice } from '@modelyard/plugin-llm-common';
import Typography from '@material-ui/core/Typography';
import Alert, { type Color } from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { EntityLink } from '../../links';
import { useFormats } from '../../formats';
import { useTerms } from '../../terms';
import { useTexts } from '../../useTexts';
import { OwnConsumers } from './OwnConsumers';

const severities: Record<LifecycleNotice['state'], Color> = {
  announced: 'info',
  deprecated: 'warning',
  retired: 'error',
};

function useSentences(notice: LifecycleNotice): string[] {
  const t = useTexts();
  const formats = useFormats();
  const { state, deprecatedOn, retiresOn } = notice;
  const retires = retiresOn
    ? t('model.notice.retires', {
        day: formats.day(retiresOn),
        distance: formats.age(new Date(retiresOn)),
      })
    : undefined;
  switch (state) {
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
  notice: LifecycleNotice;
}) {
  const { entityRef, lifecycle, notice } = props;
  const t = useTexts();
  const terms = useTerms();
  const sentences = useSentences(notice);
  const { state, replacedBy } = notice;
  // The dates may say more than the lifecycle, and what is further along counts.
  const lifecycleDiffers = state !== 'announced' && state !== lifecycle;
  return (
    <Alert severity={severities[state]} role="note">
      <AlertTitle>{sentences.join(' ')}</AlertTitle>
      <Typography variant="body2" component="p">
        {replacedBy
          ? t('model.notice.use', {
              replacement: <EntityLink entityRef={replacedBy} />,
            })
          : t('model.notice.noReplacement')}
        {lifecycleDiffers && (
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
