import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { useTexts } from './useTexts';

function Said() {
  const t = useTexts();
  return (
    <>
      <p>{t('measures.unit.tokens', { count: 1, value: 'One' })}</p>
      <p>{t('measures.unit.tokens', { count: 2, value: <b>Two</b> })}</p>
    </>
  );
}

it('fills the places of a text in the form of its count', async () => {
  await renderInTestApp(<Said />);
  expect(await screen.findByText('One token')).toBeInTheDocument();
  expect((await screen.findByText('Two')).parentElement).toHaveTextContent(
    'Two tokens',
  );
});

// Never called: the checks of types are the test.
function Refused() {
  const t = useTexts();
  // @ts-expect-error no such text
  t('measures.unit.bananas');
  // @ts-expect-error a form alone is not a text
  t('measures.unit.tokens_one', { count: 1, value: '1' });
  // @ts-expect-error a place is not given
  t('measures.unit.tokens', { count: 1 });
  // @ts-expect-error the count is not given
  t('measures.unit.tokens', { value: '1' });
  // @ts-expect-error a place of another kind
  t('model.about.rank', { rank: '1' });
  // @ts-expect-error a text without places
  t('measures.unit.factor');
  return t('measures.unit.factor', { value: '1' });
}
void Refused;
