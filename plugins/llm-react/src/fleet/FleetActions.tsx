import Box from '@material-ui/core/Box';
import { PrimaryLink } from '../links/PrimaryLink';
import { useTemplateLinks } from '../templates';
import { useTexts } from '../useTexts';

const purposes = { models: 'serveModel', pools: 'addGpuPool' } as const;

/** How to add to what a tab shows. */
export function FleetActions(props: { tab: keyof typeof purposes }) {
  const { tab } = props;
  const t = useTexts();
  const to = useTemplateLinks()(purposes[tab]);
  return to ? (
    <Box mb={2}>
      <PrimaryLink to={to}>{t(`fleet.actions.${tab}`)}</PrimaryLink>
    </Box>
  ) : null;
}
