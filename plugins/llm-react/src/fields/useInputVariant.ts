import { useScaffolderTheme } from '@backstage/plugin-scaffolder-react/alpha';

/**
 * How inputs are drawn so that they look like their neighbours: the forms of
 * the scaffolder have lines under inputs in the one theme, and boxes in the
 * other.
 */
export function useInputVariant(): 'standard' | 'outlined' {
  return useScaffolderTheme() === 'bui' ? 'outlined' : 'standard';
}
