import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { modelEntity } from '../../__testUtils__/entities';
import { measuredBackend } from '../../__testUtils__/measuredBackend';
import {
  renderMeasureCard,
  saysOf,
} from '../../__testUtils__/renderMeasureCard';
import { promises } from '../../__testUtils__/seenSeries';
import { ModelAvailabilityCard } from '../../model/ModelAvailabilityCard';

/** The explanation of the availability of a model. */
async function explained(sight = {}) {
  const backend = measuredBackend({ context: promises, ...sight });
  await renderMeasureCard({
    Card: ModelAvailabilityCard,
    title: 'Availability',
    entity: modelEntity({ name: 'qwen3-14b' }),
    backend,
  });
  await userEvent.click(
    screen.getByRole('button', { name: 'Explain the figures: Availability' }),
  );
  const dialog = await screen.findByRole('dialog', { name: 'Availability' });
  return { dialog, backend };
}

describe('ExplainButton', () => {
  it('explains every figure of a card: formula, inputs, queries and notes', async () => {
    const { dialog } = await explained();
    const measure = within(dialog).getByRole('region', {
      name: 'Availability',
    });
    const says = saysOf(measure);
    expect(says).toMatch(/99.93%.*Meets the objective, ≥ 99.9%/);
    expect(says).toMatch(/by requests: 1 - failed \/ all/);
    expect(says).toMatch(/Error budget left30.2%/);
    expect(says).toMatch(/failed126 requestsrequests\.failed · from gateway/);
    expect(
      within(measure).getByRole('region', { name: 'query of failed' }),
    ).toHaveTextContent('sum(increase(requests_failed_total[1h]))');
    expect(
      within(measure).getByRole('button', { name: 'Copy query of failed' }),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('region', { name: 'Burn of the error budget' }),
    ).toBeInTheDocument();
  });

  it('says of what is missing why, what was asked, and what to set up', async () => {
    const { dialog } = await explained({
      seen: {
        'requests.failed': { error: 'The engine fra did not answer' },
        'service.up': 'nowhere',
      },
    });
    const measure = within(dialog).getByRole('region', {
      name: 'Availability',
    });
    const says = saysOf(measure);
    expect(says).toMatch(/could not be read.*The engine fra did not answer\./);
    expect(says).toMatch(/failedcould not be read/);
    expect(says).toMatch(/upnot measured/);
    expect(says).toMatch(/By timenot measured/);
  });

  it('reads again without leaving, and closes', async () => {
    const { dialog, backend } = await explained();
    const before = backend.asked.length;
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Read again' }),
    );
    await waitFor(() => expect(backend.asked).toHaveLength(before + 1));
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });
});
