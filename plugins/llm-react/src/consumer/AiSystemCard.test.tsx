import type { Entity } from '@backstage/catalog-model';
import { screen, within } from '@testing-library/react';
import {
  helpdesk,
  helpdeskAnnotations,
  searchApi,
  supportBot,
  website,
} from '../__testUtils__/consumerEntities';
import { llama } from '../__testUtils__/entities';
import { gpt } from '../__testUtils__/fleetEntities';
import { itShowsCatalogTrouble } from '../__testUtils__/itShowsCatalogTrouble';
import { renderCard } from '../__testUtils__/renderCard';
import { AiSystemCard } from './AiSystemCard';

function annotated(
  entity: Entity,
  annotations: Record<string, string>,
): Entity {
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

async function fact(name: string): Promise<string | null | undefined> {
  const term = await screen.findByText(name, { selector: 'dt' });
  return term.nextElementSibling?.textContent;
}

// It permits customer support, up to limited risk, and no decisions on people.
const models = [llama, gpt];

describe('AiSystemCard', () => {
  it('shows what a system declares, compared with the models of its components', async () => {
    await renderCard(<AiSystemCard />, {
      entity: helpdesk,
      entities: [supportBot, searchApi, ...models],
    });
    expect(await fact('Risk class')).toBe('Limited');
    expect(await fact('Role under the EU AI Act')).toBe(
      'Provider and Deployer',
    );
    expect(await fact('Intended use')).toBe('customer support');
    expect(await fact('Point of Annex III')).toBe('none stated');
    expect(screen.getByRole('link', { name: /grace\.review/ })).toHaveAttribute(
      'href',
      '/catalog/default/user/grace.review',
    );
    expect(
      screen.getByText('No findings against the 2 models in use.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('listitem')).not.toBeInTheDocument();
  });

  it('shows a component what its system says', async () => {
    await renderCard(<AiSystemCard />, {
      entity: supportBot,
      entities: [helpdesk, ...models],
    });
    expect(await fact('Risk class')).toBe('Limited (from assistants/helpdesk)');
    expect(
      screen.getByText('No findings against the model in use.'),
    ).toBeInTheDocument();
  });

  it('names the annotation of what is missing, and what models forbid', async () => {
    await renderCard(<AiSystemCard />, {
      entity: annotated(searchApi, {
        'modelyard.dev/ai-risk-class': 'high',
        'modelyard.dev/annex-iii-point': '4(a)',
        'modelyard.dev/intended-use': 'decisions-on-people',
        'modelyard.dev/oversight-contact': 'oversight@acme.example',
      }),
      entities: models,
    });
    expect(await fact('Risk class')).toBe('High');
    expect(await fact('Point of Annex III')).toBe('4(a)');
    expect(await fact('Role under the EU AI Act')).toBe(
      'Missing: modelyard.dev/ai-act-role',
    );
    expect(
      screen.getByRole('link', { name: /oversight@acme\.example/ }),
    ).toHaveAttribute('href', 'mailto:oversight@acme.example');

    const findings = within(
      screen.getByRole('list', { name: 'Findings on search-api' }),
    )
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(findings).toEqual([
      expect.stringMatching(
        /^Error: modelyard\.dev\/ai-risk-class is high, but Llama 3\.3 70B Instruct is for limited risk at most$/,
      ),
      expect.stringMatching(
        /^Error: modelyard\.dev\/intended-use holds "decisions-on-people", which is prohibited for Llama 3\.3 70B Instruct$/,
      ),
    ]);
    for (const link of screen.getAllByRole('link', { name: /^Llama/ })) {
      expect(link).toHaveAttribute(
        'href',
        '/catalog/assistants/model/llama-3-3-70b',
      );
    }
  });

  it('shows what is wrong with an annotation, and that its value does not count', async () => {
    await renderCard(<AiSystemCard />, {
      entity: annotated(supportBot, {
        ...helpdeskAnnotations,
        'modelyard.dev/ai-risk-class': 'medium',
      }),
      entities: models,
    });
    expect(await fact('Risk class')).toBe(
      'Missing: modelyard.dev/ai-risk-class',
    );
    expect(
      screen.getByText(/must be one of minimal, limited/),
    ).toBeInTheDocument();
  });

  it('says which annotations a user of models should add', async () => {
    await renderCard(<AiSystemCard />, {
      entity: supportBot,
      entities: models,
    });
    expect(
      await screen.findByText('Annotations are missing'),
    ).toBeInTheDocument();
    for (const name of Object.keys(helpdeskAnnotations)) {
      expect(screen.getByText(new RegExp(name))).toBeInTheDocument();
    }
  });

  it('says that models in use were not compared when they are hidden', async () => {
    await renderCard(<AiSystemCard />, {
      entity: annotated(supportBot, helpdeskAnnotations),
      entities: [],
    });
    expect(
      await screen.findByText(/^1 model in use is not visible to you/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No findings; there was no model to compare with.'),
    ).toBeInTheDocument();
  });

  it('says when the entity is no AI system', async () => {
    await renderCard(<AiSystemCard />, { entity: website });
    expect(
      await screen.findByText(/It depends on no model/),
    ).toBeInTheDocument();
  });

  itShowsCatalogTrouble({
    Card: AiSystemCard,
    title: 'AI system',
    entity: supportBot,
    entities: [helpdesk, llama],
    content: /Limited/,
  });
});
