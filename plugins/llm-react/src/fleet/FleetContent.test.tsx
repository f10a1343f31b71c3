import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity } from '../__testUtils__/entities';
import {
  embedder,
  fleet,
  reranker,
  whisper,
} from '../__testUtils__/fleetEntities';
import { address, choose, names, ready, row } from '../__testUtils__/fleetPage';
import { prefilled, templateEntity } from '../__testUtils__/renderCard';
import { renderFleet } from '../__testUtils__/renderFleet';

// The whole page is drawn, and its roles are searched, many times over.
jest.setTimeout(60_000);

describe('FleetContent, models', () => {
  it('shows models side by side with the figures that people compare', async () => {
    await renderFleet();
    await ready();
    expect(names()).toEqual([
      'Answer style',
      'BGE-M3',
      'GPT-4.1',
      'Llama 3.3 70B Instruct',
    ]);
    const big = row(/^Llama/);
    expect(big.getByRole('link', { name: /Llama/ })).toHaveAttribute(
      'href',
      '/catalog/assistants/model/llama-3-3-70b',
    );
    for (const text of [
      '2024-12-06-fp8',
      'Chat',
      'tool-calling, structured-output',
      '70.6B',
      '131,072',
      'Production',
      'ml-platform',
      'H100 Frankfurt',
      'eu-central',
      '€0.40',
      '€1.20',
      '< 500 ms',
      '99.9%',
      '2',
    ]) {
      expect(big.getByText(text)).toBeInTheDocument();
    }
    expect(screen.getByText('4 of 4 models')).toBeInTheDocument();
  });

  it('keeps a tab under the pointer readable in every theme', async () => {
    await renderFleet();
    await ready();
    const tab = screen.getByRole('tab', { name: 'GPU pools' });
    const name = [...tab.classList].find(one => one.includes('Fleet'));
    // No pointer hovers here, so the rule itself is looked at.
    const rule = [...document.styleSheets]
      .flatMap(sheet => [...sheet.cssRules] as CSSStyleRule[])
      .find(({ selectorText }) => selectorText === `.${name}:hover`);
    expect(rule?.style.color).toBe('rgba(0, 0, 0, 0.87)');
    expect(rule?.style.background).toBe('rgba(0, 0, 0, 0.04)');
  });

  it.each([
    ['', 'Serve a model', 'serve-model'],
    ['?tab=pools', 'Add a GPU pool', 'add-gpu-pool'],
  ])('leads from %j to the template: %s', async (search, name, template) => {
    await renderFleet({
      search,
      entities: [...fleet, templateEntity(template)],
    });
    expect(prefilled(await screen.findByRole('link', { name }))).toEqual([
      `/create/templates/default/${template}`,
      null,
    ]);
  });

  it('says what is not known instead of showing zero', async () => {
    await renderFleet({
      entities: [modelEntity({ name: 'bare', namespace: 'lab' })],
    });
    await ready();
    const bare = row(/^bare/);
    expect(bare.getAllByText('not stated')).toHaveLength(6);
    expect(bare.getByText('not deployed')).toBeInTheDocument();
    // Nobody depends on it, and that is known.
    expect(bare.getByText('0')).toBeInTheDocument();
  });

  it('shows prices in their own unit, and a dash where a figure does not apply', async () => {
    await renderFleet({ entities: [whisper, reranker, embedder, llama] });
    await ready();
    const cells = (name: RegExp) =>
      row(name)
        .getAllByRole('cell')
        .map(cell => cell.textContent);
    const dash = '—';
    const audio = cells(/^Whisper/);
    // After task, lifecycle, parameters and context: the three of the offer.
    expect(audio.slice(4, 7)).toEqual([
      '€0.003 per minute of audio',
      dash,
      dash,
    ]);
    expect(cells(/^BGE reranker/).slice(4, 7)).toEqual([
      '€2.00 per thousand requests',
      dash,
      dash,
    ]);
    expect(cells(/^BGE-M3/).slice(4, 7)).toEqual(['€0.02', dash, dash]);
    expect(row(/^Llama/).queryByText(dash)).not.toBeInTheDocument();
    expect(
      row(/^Whisper/).getAllByRole('img', { name: 'does not apply' }),
    ).toHaveLength(2);
  });

  it('shows an adapter where its base is served', async () => {
    await renderFleet();
    await ready();
    const adapter = row(/^Answer style/);
    expect(
      adapter.getByRole('link', { name: 'Llama 3.3 70B Instruct' }),
    ).toBeInTheDocument();
    expect(adapter.getByText('eu-central')).toBeInTheDocument();
  });

  it('searches as one types, and keeps the words in the address', async () => {
    await renderFleet();
    await ready();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'gpt',
    );
    await waitFor(() => expect(names()).toEqual(['GPT-4.1']));
    expect(address().get('q')).toBe('gpt');
    expect(screen.getByText('1 of 4 models')).toBeInTheDocument();
  });

  it('filters by labelled fields, and takes them back at once', async () => {
    await renderFleet({ search: '?lang=de' });
    await ready();
    await choose('Task', 'Chat');
    await waitFor(() => expect(names()).not.toContain('BGE-M3'));
    await choose('Pool or provider', 'Azure OpenAI, Sweden Central');
    await waitFor(() => expect(names()).toEqual(['GPT-4.1']));
    expect([...address()]).toEqual([
      ['lang', 'de'],
      ['task', 'chat'],
      ['pool', 'resource:external/azure-openai-swc'],
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(names()).toHaveLength(4));
    expect([...address()]).toEqual([['lang', 'de']]);
  });

  it('opens filtered, as a link from elsewhere has it', async () => {
    await renderFleet({
      search:
        '?capability=tool-calling&capability=vision&owner=group%3Adefault%2Fml-platform',
    });
    await ready();
    expect(names()).toEqual(['GPT-4.1']);
    expect(screen.getByRole('button', { name: 'vision' })).toBeInTheDocument();
  });

  it('keeps a price bound to its currency, and counts what has none', async () => {
    await renderFleet();
    await ready();
    const amount = screen.getByRole('textbox', {
      name: 'Price per 1M input tokens, at most',
    });
    // Two models are priced in euros and one in dollars.
    expect(screen.getByRole('combobox', { name: 'Currency' })).toHaveValue(
      'EUR',
    );
    await userEvent.type(amount, '0,4');
    await waitFor(() =>
      expect(names()).toEqual(['BGE-M3', 'Llama 3.3 70B Instruct']),
    );
    expect(
      screen.getByText(/2 more match, but state no such price in EUR\./),
    ).toBeInTheDocument();
    expect(amount).toHaveValue('0,4');
    expect(address().get('maxInputPrice')).toBe('0.4');

    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Currency' }),
      'USD',
    );
    await waitFor(() =>
      expect(
        screen.getByText('Nothing matches these filters.'),
      ).toBeInTheDocument(),
    );
    await userEvent.clear(amount);
    await userEvent.type(amount, '2');
    await waitFor(() => expect(names()).toEqual(['GPT-4.1']));
  });

  it('says when an amount cannot be read, and filters nothing by it', async () => {
    await renderFleet();
    await ready();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Price per 1M input tokens/ }),
      'cheap',
    );
    expect(await screen.findByText('Not an amount')).toBeInTheDocument();
    expect(names()).toHaveLength(4);
  });

  it('sorts by a column head, unknown values last both ways, currencies apart', async () => {
    await renderFleet();
    await ready();
    const head = screen.getByRole('columnheader', {
      name: 'Input price per 1M tokens',
    });
    await userEvent.click(within(head).getByRole('button'));
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    expect(names()).toEqual([
      'BGE-M3',
      'Llama 3.3 70B Instruct',
      'GPT-4.1',
      'Answer style',
    ]);
    expect(
      screen.getByText(/Prices in different currencies are sorted apart\./),
    ).toBeInTheDocument();
    await userEvent.click(within(head).getByRole('button'));
    expect(head).toHaveAttribute('aria-sort', 'descending');
    expect(names()).toEqual([
      'Llama 3.3 70B Instruct',
      'BGE-M3',
      'GPT-4.1',
      'Answer style',
    ]);
    expect(address().get('sort')).toBe('-inputPrice');
  });

  it('can be used by keyboard alone', async () => {
    await renderFleet();
    await ready();
    const table = screen.getByRole('region', { name: 'Models' });
    const button = within(
      screen.getByRole('columnheader', { name: 'Model' }),
    ).getByRole('button');
    table.focus();
    await userEvent.tab();
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Enter}{Enter}');
    expect(names()[0]).toBe('Llama 3.3 70B Instruct');

    const task = screen.getByRole('textbox', { name: 'Task' });
    task.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(address().getAll('task')).toHaveLength(1));
  });

  it('exports what is filtered, in the order that is shown', async () => {
    const saved: Blob[] = [];
    const createObjectURL = jest.fn((blob: Blob) => {
      saved.push(blob);
      return 'blob:fleet';
    });
    const revokeObjectURL = jest.fn();
    Object.assign(URL, { createObjectURL, revokeObjectURL });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    await renderFleet({ search: '?task=chat&sort=-title' });
    await ready();
    await userEvent.click(
      screen.getByRole('button', { name: 'Export as CSV' }),
    );
    expect(click).toHaveBeenCalledTimes(1);
    const link = click.mock.contexts[0] as HTMLAnchorElement;
    expect(link.download).toMatch(/^models-\d{4}-\d\d-\d\d\.csv$/);
    expect(saved[0].type).toBe('text/csv;charset=utf-8');

    const text = await saved[0].text();
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header).toContain('Context length (tokens)');
    expect(header).toContain('"Input price (currency per 1,000,000 tokens)"');
    expect(lines.map(line => line.split(',')[0])).toEqual([
      'Llama 3.3 70B Instruct',
      'GPT-4.1',
      'Answer style',
    ]);
    expect(lines[0]).toBe(
      'Llama 3.3 70B Instruct,model:assistants/llama-3-3-70b,chat,tool-calling; structured-output,70600000000,70600000000,131072,production,group:default/ml-platform,2024-12-06-fp8,gpupool:gpu/h100-fra,eu-central,EUR,0.4,1.2,,,,,,500,99.9,2,,,',
    );
    await waitFor(() =>
      expect(revokeObjectURL).toHaveBeenCalledWith('blob:fleet'),
    );
    click.mockRestore();
  });

  it('says when nothing matches, and exports nothing', async () => {
    await renderFleet({ search: '?q=nosuchmodel' });
    expect(
      await screen.findByText('Nothing matches these filters.'),
    ).toBeInTheDocument();
    expect(screen.getByText('0 of 4 models')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Export as CSV' }),
    ).toBeDisabled();
  });
});
