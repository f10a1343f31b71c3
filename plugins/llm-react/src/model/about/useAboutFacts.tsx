import {
  currentModelPrice,
  newestVersion,
  nextModelPrice,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { Unknown, type Fact } from '../../facts';
import { Lines } from './Lines';
import { priceLines } from './priceLines';
import { sloLines, sloWindow } from './sloLines';
import { Tags } from './Tags';
import { useWords, type Words } from './words';

const spaced = (value: string) => value.replaceAll('-', ' ');

function whatItIs(model: ModelEntityV1alpha1, words: Words): Fact[] {
  const { t, formats, terms } = words;
  const { type, capabilities = [], modalities } = model.spec;
  const contextLength = newestVersion(model)?.architecture?.contextLength;
  const unknown = <Unknown>{t('model.about.notStated')}</Unknown>;
  const facts: Fact[] = [
    { name: t('model.about.task'), value: terms('task', type) },
    {
      name: t('model.about.capabilities'),
      value:
        capabilities.length > 0 ? (
          <Tags tags={capabilities.map(spaced)} />
        ) : (
          unknown
        ),
    },
    {
      name: t('model.about.modalities'),
      value:
        modalities?.input && modalities.output
          ? t('model.about.modalitiesValue', {
              input: formats.list(modalities.input),
              output: formats.list(modalities.output),
            })
          : unknown,
    },
  ];
  if (contextLength !== undefined) {
    facts.push({
      name: t('model.about.contextLength'),
      value: t('model.about.tokens', { tokens: formats.number(contextLength) }),
    });
  }
  return facts;
}

function whatItPromises(model: ModelEntityV1alpha1, words: Words): Fact[] {
  const { t, formats } = words;
  const { slo } = model.spec;
  const now = new Date();
  const price = currentModelPrice({ entity: model, now });
  const next = nextModelPrice({ entity: model, now });
  const objectives = slo ? sloLines(slo, words) : [];
  const window = slo && sloWindow(slo, words);
  return [
    {
      name: t('model.about.price'),
      value: (
        <Lines
          lines={[
            ...(price
              ? [
                  ...priceLines(price, words),
                  t('model.about.priceSince', { day: formats.day(price.from) }),
                ]
              : [<Unknown key="none">{t('model.about.noPrice')}</Unknown>]),
            ...(next
              ? [t('model.about.priceNext', { day: formats.day(next.from) })]
              : []),
          ]}
        />
      ),
    },
    {
      name: t('model.about.slo'),
      value:
        objectives.length > 0 ? (
          <Lines lines={[...objectives, ...(window ? [window] : [])]} />
        ) : (
          <Unknown>{t('model.about.noSlo')}</Unknown>
        ),
    },
  ];
}

function whatItIsFor(model: ModelEntityV1alpha1, words: Words): Fact[] {
  const { t, terms } = words;
  const { governance = {}, guardrails } = model.spec;
  const tags = (values: readonly string[] | undefined) =>
    values && values.length > 0 ? (
      <Tags tags={values.map(spaced)} />
    ) : (
      <Unknown>{t('model.about.notStated')}</Unknown>
    );
  const facts: Fact[] = [
    {
      name: t('model.about.permittedUses'),
      value: tags(governance.permittedUses),
    },
    {
      name: t('model.about.prohibitedUses'),
      value: tags(governance.prohibitedUses),
    },
    {
      name: t('model.about.maxRiskClass'),
      value: governance.maxRiskClass ? (
        terms('riskClass', governance.maxRiskClass)
      ) : (
        <Unknown>{t('model.about.notStated')}</Unknown>
      ),
    },
    { name: t('model.about.dataClasses'), value: tags(governance.dataClasses) },
    {
      name: t('model.about.guardrails'),
      value: tags(guardrails?.required),
    },
  ];
  if (governance.generalPurpose !== undefined) {
    facts.push({
      name: t('model.about.generalPurpose'),
      value: t(
        governance.generalPurpose ? 'model.about.yes' : 'model.about.no',
      ),
    });
  }
  if (governance.modification) {
    facts.push({
      name: t('model.about.modification'),
      value: terms('modification', governance.modification),
    });
  }
  return facts;
}

/** What a model is and promises, and what it may be used for. */
export function useAboutFacts(model: ModelEntityV1alpha1): {
  left: Fact[];
  right: Fact[];
} {
  const words = useWords();
  return {
    left: [...whatItIs(model, words), ...whatItPromises(model, words)],
    right: whatItIsFor(model, words),
  };
}
