import { LinkButton } from '@backstage/core-components';
import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import type { LifecycleNotice } from '@modelyard/plugin-llm-common';
import { useFormats } from '../../formats';
import { EntityLink } from '../../links';
import { useTexts } from '../../useTexts';

/** That nothing serves the model any more, and what to use instead. */
export function RetiredText(props: { notice: LifecycleNotice }) {
  const { retiresOn, replacedBy } = props.notice;
  const t = useTexts();
  const formats = useFormats();
  return (
    <>
      {retiresOn
        ? t('model.use.retiredOn', { day: formats.day(retiresOn) })
        : t('model.use.retired')}{' '}
      {replacedBy
        ? t('model.notice.use', {
            replacement: <EntityLink entityRef={replacedBy} />,
          })
        : t('model.notice.noReplacement')}
    </>
  );
}

/** Leads to the model to use instead, where one would else begin to use this. */
export function ReplacementButton(props: {
  entityRef: string;
  onClick?: () => void;
}) {
  const { entityRef, onClick } = props;
  const t = useTexts();
  const linkOf = useEntityRefLink();
  const { primaryTitle } = useEntityPresentation(entityRef);
  return (
    <LinkButton
      variant="contained"
      color="primary"
      size="small"
      to={linkOf(entityRef)}
      // Material UI would announce it as a button.
      role="link"
      onClick={onClick}
    >
      {t('model.actions.useInstead', { replacement: primaryTitle })}
    </LinkButton>
  );
}
