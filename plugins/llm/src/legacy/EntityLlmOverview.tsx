import { useEntity } from '@backstage/plugin-catalog-react';
import Grid from '@material-ui/core/Grid';
import { cardsFor } from '../cardsFor';
import { CardSlot } from './CardSlot';

/** All cards that match the entity of the page, in the order of the list. */
export function EntityLlmOverview() {
  const { entity } = useEntity();
  const items = cardsFor(entity);
  if (items.length === 0) {
    return null;
  }
  return (
    <Grid container spacing={3} alignItems="stretch">
      {items.map(item => (
        <Grid
          key={item.id}
          item
          xs={12}
          // Three in a row need more room than two.
          md={item.columns === 4 ? 6 : item.columns}
          lg={item.columns}
        >
          <CardSlot item={item} />
        </Grid>
      ))}
    </Grid>
  );
}
