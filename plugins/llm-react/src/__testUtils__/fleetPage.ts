import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** What tests read off the fleet page, and do on it. */

/** A row, by its name. */
export const row = (name: RegExp) => within(screen.getByRole('row', { name }));

/** The rows' names, in the order in which they are shown. */
export const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(header => within(header).getByRole('link').textContent);

/** The query of the address. */
export const address = () =>
  new URLSearchParams(screen.getByTestId('address').textContent ?? '');

/** Waits for the table. */
export async function ready() {
  await screen.findByRole('table');
}

/** Chooses an option of a filter. */
export async function choose(label: string, option: string) {
  const field = screen.getByRole('textbox', { name: label });
  await userEvent.click(field);
  await userEvent.click(await screen.findByRole('option', { name: option }));
}
