import type { LlmUsageAuthority } from '@modelyard/plugin-llm-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { llama, modelEntity, relationList } from '../__testUtils__/entities';
import { testimony, usageBackend } from '../__testUtils__/usageBackend';
import {
  DAY,
  hours,
  model,
  now,
  renderUsage,
  table,
  used,
} from '../__testUtils__/usageTab';
import { saveFile } from '../fleet/saveFile';

jest.mock('../fleet/saveFile');

const authority: LlmUsageAuthority = {
  model,
  count: 'requests',
  vantage: 'gateway-log',
  sources: ['envoy-fra'],
  others: [testimony('engine', -0.003, true), testimony('client', 0.2, false)],
};

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(cell => cell.textContent);
const fact = (name: string) =>
  screen.getByText(name, { selector: 'dt' }).nextElementSibling;
const address = () => screen.getByTestId('address').textContent;

describe('UsageContent', () => {
  it('shows totals, chart and groups of a model, the largest first', async () => {
    const llmApi = usageBackend({ hours });
    await renderUsage({ entity: llama, llmApi });
    const groups = await table(/^Usage of Llama 3\.3 70B Instruct by Consumer/);
    expect(fact('Input tokens')).toHaveTextContent('13,600 tokens');
    expect(fact('Requests')).toHaveTextContent('50 requests');
    expect(fact('Cached input tokens')).toHaveTextContent('not reported');
    // Something has no price, so that the sum may be more.
    expect(fact('Cost')).toHaveTextContent('€13.50 or more');

    const names = within(groups)
      .getAllByRole('rowheader')
      .map(each => each.textContent);
    expect(names).toEqual([
      'assistants/support-bot',
      'search/search-api',
      'Not in the catalog: key-0123456789abcdef',
      'not known',
    ]);
    expect(
      within(groups).getByRole('link', { name: 'search/search-api' }),
    ).toHaveAttribute('href', '/catalog/search/component/search-api');
    expect(cells(within(groups).getAllByRole('row')[1]).slice(0, 2)).toEqual([
      '73.5%',
      '10,000',
    ]);

    const chart = screen.getByRole('figure', {
      name: 'Input tokens of Llama 3.3 70B Instruct by Consumer',
    });
    expect(
      within(chart)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(names);
    // Few questions: totals, course, cells.
    expect(llmApi.asked.map(({ step, by }) => [step, by.join()])).toEqual([
      ['total', 'consumer'],
      ['day', ''],
      ['day', 'consumer'],
    ]);
    expect(llmApi.asked.every(asked => asked.model === model)).toBe(true);
  });

  it('keeps what was chosen in the address, and asks for it', async () => {
    const llmApi = usageBackend({ hours });
    await renderUsage({ entity: llama, llmApi });
    await table(/by Consumer/);
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Break down by' }),
      'Deployment',
    );
    const groups = await table(/by Deployment/);
    expect(within(groups).getByRole('rowheader')).toHaveTextContent('prod');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Show' }),
      'Cost',
    );
    expect(
      await screen.findByRole('figure', { name: /^Cost of/ }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: '7 days' }));
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    const params = new URLSearchParams(address()!);
    expect(Object.fromEntries(params)).toEqual({
      by: 'deployment',
      measure: 'cost',
      range: '7d',
      view: 'table',
    });
    expect(llmApi.asked.at(-1)).toMatchObject({
      step: 'day',
      by: ['deployment'],
      sort: 'cost',
    });
  });

  it('compares with the time before', async () => {
    await renderUsage({ entity: llama, llmApi: usageBackend({ hours }) });
    await table(/by Consumer/);
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Compare with the time before' }),
    );
    expect(
      await screen.findByText('+172% against 5K before'),
    ).toBeInTheDocument();
    expect(screen.getByText('The time before')).toBeInTheDocument();
  });

  it('shows the rest where the time before cannot be read', async () => {
    const llmApi = usageBackend({ hours });
    await renderUsage({
      entity: llama,
      llmApi: {
        ...llmApi,
        readUsage: async question => {
          if (Date.parse(question.to) < now - DAY) {
            throw new Error('the ledger keeps 45 days');
          }
          return llmApi.readUsage(question);
        },
      },
    });
    await table(/by Consumer/);
    await userEvent.click(screen.getByRole('checkbox'));
    expect(
      await screen.findByText(
        'The time before could not be read: the ledger keeps 45 days',
      ),
    ).toBeInTheDocument();
    expect(fact('Input tokens')).toHaveTextContent('13,600 tokens');
  });

  it('takes days of one’s own, and says what is wrong with them', async () => {
    const llmApi = usageBackend({ hours });
    await renderUsage({ entity: llama, llmApi });
    await table(/by Consumer/);
    await userEvent.click(screen.getByRole('button', { name: 'Own days' }));
    const from = screen.getByLabelText('From');
    const to = screen.getByLabelText('To, inclusive');
    const today = new Date().toISOString().slice(0, 10);
    expect(to).toHaveValue(today);
    await userEvent.clear(from);
    await userEvent.type(from, '2999-01-01');
    expect(
      screen.getByText('The first day is after the last one.'),
    ).toBeInTheDocument();
    const before = address();
    await userEvent.clear(from);
    await userEvent.type(from, today);
    expect(address()).not.toBe(before);
    expect(new URLSearchParams(address()!).get('from')).toBe(today);
  });

  it('says how far figures can be trusted, and what others say of the same', async () => {
    await renderUsage({
      entity: llama,
      llmApi: usageBackend({
        hours: [
          used('component:a/b', 1, 1000, {
            qualifiers: ['approximate'],
          }),
        ],
        authorities: [authority],
        coverage: 0.9584,
        closed: true,
      }),
    });
    await table(/by Consumer/);
    expect(fact('Input tokens')).toHaveTextContent('about 1,000 tokens');
    expect(fact('Input tokens')).toHaveTextContent(
      'estimated or sampled, between 900 and 1,100',
    );
    expect(fact('Counted by')).toHaveTextContent(
      'Gateway, call by call: envoy-fra',
    );
    expect(fact('Completeness')).toHaveTextContent('95.8% of the hours');
    expect(fact('Costs')).toHaveTextContent('final: all hours are closed');
    const others = await table(/as different places saw it/);
    expect(others).toHaveTextContent(
      'Engine: 0.3% less, which samples explain',
    );
    expect(others).toHaveTextContent(
      'Clients: 20% more, which samples do not explain',
    );
  });

  it('names no consumers to those who may not see them', async () => {
    await renderUsage({
      entity: llama,
      llmApi: usageBackend({ hours: [used('others', 1, 1000)] }),
    });
    const groups = await table(/by Consumer/);
    expect(within(groups).getByRole('rowheader')).toHaveTextContent(
      'Others, not named to you',
    );
    expect(
      screen.getByText(/^You do not see the names of all consumers/),
    ).toBeInTheDocument();
  });

  it('draws the rest of many groups, of which not all were sent', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      used(`component:a/c${index}`, 1, 100 + index),
    );
    await renderUsage({
      entity: llama,
      llmApi: usageBackend({ hours: many, pageSize: 7 }),
    });
    await table(/by Consumer/);
    expect(
      screen.getByText(/^There are more than the 7 largest/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    const rows = within(await table(/^Input tokens of/)).getAllByRole('row');
    const total = many.reduce(
      (sum, { counts }) => sum + counts.inputTokens!,
      0,
    );
    const day = rows.find(row => row.textContent?.includes('3,435'))!;
    expect(total).toBe(3435);
    // Seven are drawn, and all the others are what is left of the total.
    expect(cells(day)).toEqual([
      ...[129, 128, 127, 126, 125, 124, 123].map(String),
      '2,553',
      '3,435',
    ]);
  });

  it('shows the models of a component in their own units', async () => {
    const llmApi = usageBackend({
      hours: [
        used('component:a/b', 1, 10, {
          key: { model: 'model:a/whisper' },
          counts: { audioSeconds: 90.5, requests: 3 },
          cost: { EUR: 1.5, USD: 2 },
        }),
      ],
    });
    await renderUsage({
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'b', namespace: 'a' },
        relations: relationList({ dependsOn: ['model:a/whisper'] }),
      },
      llmApi,
    });
    const groups = await table(/^Usage of b by Model/);
    expect(within(groups).getByRole('rowheader')).toHaveTextContent(
      'a/whisper',
    );
    expect(llmApi.asked[0]).toMatchObject({ consumer: 'component:a/b' });
    expect(fact('Audio')).toHaveTextContent('90.5 seconds');
    expect(fact('Cost')).toHaveTextContent('€1.50 and $2.00');
    // Nothing of what the picker begins with.
    expect(
      screen.getByText(/^This was not reported in this time/),
    ).toBeInTheDocument();
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Show' }),
      'Cost',
    );
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Currency' }),
      'USD',
    );
    expect(new URLSearchParams(address()!).get('currency')).toBe('USD');
  });

  it('begins with what tells most of the task', async () => {
    const llmApi = usageBackend({ hours: [] });
    await renderUsage({
      entity: modelEntity({ name: 'tts', spec: { type: 'speech' } }),
      llmApi,
    });
    expect(screen.getByRole('combobox', { name: 'Show' })).toHaveValue(
      'characters',
    );
    expect(
      await screen.findByText(/^Nothing was reported in this time/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See the data sources' }),
    ).toHaveAttribute('href', '/llm?tab=sources');
  });

  it('saves what is shown as a file, and says why it cannot', async () => {
    const llmApi = usageBackend({ hours });
    const exportUsage = jest
      .fn(llmApi.exportUsage)
      .mockRejectedValueOnce(new Error('more than 100,000 rows'));
    await renderUsage({ entity: llama, llmApi: { ...llmApi, exportUsage } });
    await table(/by Consumer/);
    const button = screen.getByRole('button', { name: 'Export as CSV' });
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The file could not be made: more than 100,000 rows',
    );
    await userEvent.click(button);
    expect(saveFile).toHaveBeenCalledWith({
      name: expect.stringMatching(/^usage-llama-3-3-70b-.*\.csv$/),
      type: 'text/csv',
      text: expect.stringContaining('component:assistants/support-bot'),
    });
    expect(exportUsage).toHaveBeenLastCalledWith(
      expect.objectContaining({ model, by: ['consumer'], step: 'day' }),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('leads to the tools of the operator', async () => {
    await renderUsage({
      entity: llama,
      llmApi: usageBackend({ hours }),
      config: {
        llm: {
          links: [
            {
              title: 'Traces',
              url: 'https://traces.example/?model={{model}}&ns={{namespace}}&from={{fromMs}}',
              for: ['Model'],
            },
            { title: 'Broken', url: 'ftp://traces.example/{{modle}}' },
            { title: 'Keys', url: 'https://keys.example/{{consumer}}' },
          ],
        },
      },
    });
    await table(/by Consumer/);
    const links = within(
      screen.getByRole('list', { name: 'Tools for traces and logs' }),
    ).getAllByRole('link');
    expect(links).toHaveLength(1);
    expect(links[0]).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^https:\/\/traces\.example\/\?model=llama-3\.3-70b&ns=assistants-prod&from=\d{13}$/,
      ),
    );
  });
});
