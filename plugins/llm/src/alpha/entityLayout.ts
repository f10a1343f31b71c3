import { EntityContentLayoutBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { modelsAndPools } from './entityKinds';

/** How the cards of models and pools are laid out; an operator may turn it off. */
export const entityLayout = EntityContentLayoutBlueprint.make({
  name: 'overview',
  params: {
    filter: modelsAndPools,
    loader: async () => (await import('./EntityCardsLayout')).EntityCardsLayout,
  },
});
