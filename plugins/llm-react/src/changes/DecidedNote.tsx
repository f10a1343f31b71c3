import { useLocation } from 'react-router-dom';
import Box from '@material-ui/core/Box';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { ActionLink, EntityLinks } from '../links';
import { useTexts } from '../useTexts';
import type { Decision } from './decisionTypes';
import { touchedEntities } from './touchedEntities';

/** Says that a change was merged or withdrawn, and where to look next. */
export function DecidedNote(props: {
  decision: Decision;
  onClose: () => void;
}) {
  const { decision, onClose } = props;
  const { act, change } = decision;
  const t = useTexts();
  return (
    <Box mb={2}>
      <Alert severity="success" role="status" onClose={onClose}>
        <AlertTitle>
          {t(`changes.${act}.done`, { title: change.title })}
        </AlertTitle>
        {act === 'merge' && <Touched files={change.files} />}
      </Alert>
    </Box>
  );
}

function Touched(props: { files: Decision['change']['files'] }) {
  const t = useTexts();
  const { pathname } = useLocation();
  const entityRefs = touchedEntities(props.files);
  return entityRefs.length > 0 ? (
    <>
      {t('changes.merge.doneLinks', {
        entities: <EntityLinks entityRefs={entityRefs} />,
      })}
    </>
  ) : (
    <ActionLink to={pathname}>{t('changes.merge.doneFleet')}</ActionLink>
  );
}
