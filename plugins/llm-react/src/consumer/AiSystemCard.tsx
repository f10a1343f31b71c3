import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { titleOf } from '../catalog';
import {
  LlmCard,
  missingAnnotation,
  noData,
  ready,
  useCardState,
} from '../frame';
import { useTexts } from '../useTexts';
import {
  aiSystemAnnotations,
  readAiSystemView,
  type AiSystemView,
} from './aiSystem';
import { AiSystemFacts } from './AiSystemFacts';
import { AiSystemFindings } from './AiSystemFindings';

// A point of Annex III exists for some systems only.
const wanted = [
  aiSystemAnnotations.riskClass,
  aiSystemAnnotations.roles,
  aiSystemAnnotations.intendedUses,
  aiSystemAnnotations.oversightContact,
];

/**
 * What a system or component declares as an AI system, and what stands against
 * it.
 *
 * @public
 */
export function AiSystemCard() {
  const { entity } = useEntity();
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const state = useCardState<AiSystemView>(
    useCallback(async () => {
      const { uses, view } = await readAiSystemView({ catalogApi, entity });
      if (view) {
        return ready(view);
      }
      return uses
        ? missingAnnotation({
            annotations: wanted,
            reason: t('consumer.aiSystem.reason'),
          })
        : noData({ reason: t('consumer.aiSystem.notAnAiSystem') });
    }, [catalogApi, entity, t]),
  );
  return (
    <LlmCard
      title={t('consumer.aiSystem.title')}
      subheader={t('consumer.aiSystem.disclaimer')}
      state={state}
    >
      {view => (
        <>
          <AiSystemFacts view={view} />
          <AiSystemFindings view={view} name={titleOf(entity)} />
        </>
      )}
    </LlmCard>
  );
}
