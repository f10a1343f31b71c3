import type { ReactNode } from 'react';
import {
  RELATION_ADAPTS,
  RELATION_DERIVED_FROM,
  RELATION_HAS_ADAPTER,
  RELATION_HAS_DERIVATIVE,
  RELATION_REPLACED_BY,
  RELATION_REPLACES,
  RELATION_TRAINED_ON,
  type ModelEntityV1alpha1,
} from '@modelyard/plugin-llm-common';
import { Facts, type Fact } from '../facts';
import { LlmCard, noData, ready, type CardState } from '../frame';
import { Folded } from '../layout';
import { EntityLink } from '../links';
import { useTerms } from '../terms';
import { useTexts } from '../useTexts';
import { Lines } from './about/Lines';
import { useModel } from './useModel';

/** How many entities of one sort are shown before the rest is folded. */
const SHOWN = 8;

function targets(model: ModelEntityV1alpha1, type: string): string[] {
  const refs = (model.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
  return [...new Set(refs)].sort();
}

function Targets(props: { refs: readonly string[] }) {
  return (
    <Folded items={props.refs} shown={SHOWN}>
      {refs => (
        <Lines
          lines={refs.map(ref => (
            <EntityLink key={ref} entityRef={ref} />
          ))}
        />
      )}
    </Folded>
  );
}

/** The lines of a lineage; an empty list says that none is declared. */
function useLineage(model: ModelEntityV1alpha1): Fact[] {
  const t = useTexts();
  const terms = useTerms();
  const { namespace } = model.metadata;

  const related = (name: string, type: string): Fact[] => {
    const refs = targets(model, type);
    return refs.length > 0 ? [{ name, value: <Targets refs={refs} /> }] : [];
  };
  const fromVersions = (name: string, lines: ReactNode[]): Fact[] =>
    lines.length > 0 ? [{ name, value: <Lines lines={lines} /> }] : [];

  const adapters = model.spec.versions.flatMap(({ name, adapts }) =>
    adapts
      ? [
          t('model.lineage.adaptsVersion', {
            version: name,
            base: (
              <>
                <EntityLink
                  entityRef={adapts.model}
                  defaultKind="model"
                  defaultNamespace={namespace}
                />
                {adapts.version && ` ${adapts.version}`}
              </>
            ),
          }),
        ]
      : [],
  );
  const quantized = model.spec.versions.flatMap(
    ({ name, quantizedFrom, quantization }) =>
      quantizedFrom
        ? [
            t('model.lineage.quantizedVersion', {
              version: name,
              from: quantizedFrom,
              quantization: terms('quantization', quantization ?? 'none'),
            }),
          ]
        : [],
  );

  return [
    ...related(t('model.lineage.derivedFrom'), RELATION_DERIVED_FROM),
    ...(adapters.length > 0
      ? fromVersions(t('model.lineage.adapts'), adapters)
      : related(t('model.lineage.adapts'), RELATION_ADAPTS)),
    ...fromVersions(t('model.lineage.quantized'), quantized),
    ...related(t('model.lineage.trainedOn'), RELATION_TRAINED_ON),
    ...related(t('model.lineage.derivatives'), RELATION_HAS_DERIVATIVE),
    ...related(t('model.lineage.adapters'), RELATION_HAS_ADAPTER),
    ...related(t('model.lineage.replaces'), RELATION_REPLACES),
    ...related(t('model.lineage.replacedBy'), RELATION_REPLACED_BY),
  ];
}

/** What the model was made from, and what was made from it. */
export function ModelLineageCard() {
  const model = useModel();
  const t = useTexts();
  return model.status === 'ready' ? (
    <LineageOf model={model.value} />
  ) : (
    <LlmCard title={t('model.lineage.title')} state={model}>
      {() => null}
    </LlmCard>
  );
}

function LineageOf(props: { model: ModelEntityV1alpha1 }) {
  const t = useTexts();
  const facts = useLineage(props.model);
  const state: CardState<Fact[]> =
    facts.length > 0
      ? ready(facts)
      : noData({ reason: t('model.lineage.none') });
  return (
    <LlmCard title={t('model.lineage.title')} state={state}>
      {value => <Facts facts={value} />}
    </LlmCard>
  );
}
