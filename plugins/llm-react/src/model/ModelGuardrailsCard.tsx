import type {
  Figure,
  KnownFigure,
  MeasureResult,
} from '@modelyard/llm-measures';
import type { ModelEntityV1alpha1 } from '@modelyard/plugin-llm-common';
import { MeasureLines, useFigureWords, type MeasureLine } from '../measures';
import { useTexts } from '../useTexts';
import { howServed } from './measures/howServed';
import { ModelMeasureCard } from './measures/ModelMeasureCard';

const window = '24h';

const asks = () => ({
  execution: { measure: 'guardrail-execution', window } as const,
  blocks: { measure: 'guardrail-blocks', window } as const,
  skips: { measure: 'guardrail-skips', window } as const,
  pii: { measure: 'pii-exposure', window } as const,
  coverage: { measure: 'gateway-coverage', window } as const,
});

/** How many there were where their share is known: none of no checks at all says nothing. */
function counted(result: MeasureResult, part: string): Figure {
  return result.state === 'value' ? result.parts[part] ?? result : result;
}

/**
 * Whether guardrails ran, what they stopped, and what they left; with the share
 * of the traffic that came past them, on which all of that rests.
 */
export function ModelGuardrailsCard() {
  const t = useTexts();
  const words = useFigureWords();

  const scanned = ({ parts }: MeasureResult) => {
    const known = (name: string): KnownFigure | undefined => {
      const figure = parts[name];
      return figure?.state === 'value' ? figure : undefined;
    };
    const [all, coverage, most] = [
      known('scanned'),
      known('scan-coverage'),
      known('likely-most'),
    ];
    if (!all) {
      return undefined;
    }
    return coverage && most
      ? t('model.measures.guardrails.scanned', {
          scanned: words.value(all),
          coverage: words.value(coverage),
          most: words.value(most),
        })
      : t('model.measures.guardrails.scannedOnly', {
          scanned: words.value(all),
        });
  };

  return (
    <ModelMeasureCard
      title={t('model.measures.guardrails.title')}
      subheader={t('model.measures.guardrails.subheader')}
      asks={asks}
      rows={5}
    >
      {({ answers, refresh }, model: ModelEntityV1alpha1, idle) => {
        const { execution, blocks, skips, pii, coverage } = answers;
        const lines: MeasureLine[] = [
          {
            name: t('model.measures.guardrails.ran'),
            measure: execution.measure,
            figure: execution.result,
          },
          {
            name: t('model.measures.guardrails.blocked'),
            measure: blocks.measure,
            figure: blocks.result,
          },
          {
            name: t('model.measures.guardrails.skipped'),
            measure: skips.measure,
            figure: counted(skips.result, 'skipped'),
          },
          {
            name: t('model.measures.guardrails.exposed'),
            measure: pii.measure,
            figure: counted(pii.result, 'exposed'),
            detail: scanned(pii.result),
          },
        ];
        // What a provider serves has no engine of ours behind the gateway.
        const checked = lines.some(({ figure }) => figure.state === 'value');
        if (checked && howServed(model) === 'gpus') {
          lines.push({
            name: t('model.measures.guardrails.gateway'),
            measure: coverage.measure,
            figure: coverage.result,
          });
        }
        return <MeasureLines refresh={refresh} idle={idle} lines={lines} />;
      }}
    </ModelMeasureCard>
  );
}
