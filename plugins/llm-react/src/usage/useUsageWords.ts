import { useMemo } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { OTHER, UNKNOWN } from '@modelyard/llm-measures';
import {
  HIDDEN_CONSUMERS,
  type LlmUsagePart,
} from '@modelyard/plugin-llm-common';
import { useFormats } from '../formats';
import { useTexts } from '../useTexts';
import type { UsageMeasure } from './counts';

/** How figures and groups of usage are said. */
export interface UsageWords {
  measure(measure: UsageMeasure): string;
  /** The unit by itself, for the head of a column. */
  unit(measure: UsageMeasure, currency: string | undefined): string;
  /** A figure whose unit stands elsewhere. */
  bare(
    measure: UsageMeasure,
    value: number,
    currency: string | undefined,
  ): string;
  /** A figure with its unit. */
  amount(
    measure: UsageMeasure,
    value: number,
    currency: string | undefined,
  ): string;
  /** A figure in short, with its currency but no other unit. */
  short(
    measure: UsageMeasure,
    value: number,
    currency: string | undefined,
  ): string;
  /** A figure in short with its unit. */
  brief(measure: UsageMeasure, value: number, currency?: string): string;
  /** The name of a group, in plain text. */
  key(part: LlmUsagePart, key: string | undefined): string;
}

const kinds: Partial<Record<LlmUsagePart, string>> = {
  model: 'model',
  consumer: 'component',
};

/** Whether the name of a group is the ref of an entity. */
export function isEntityKey(key: string): boolean {
  return /^[a-z][a-z0-9]*:[^\s/:]+\/[^\s/:]+$/i.test(key);
}

/** The words of usage in the reader's language. */
export function useUsageWords(): UsageWords {
  const t = useTexts();
  const formats = useFormats();
  return useMemo(() => {
    const money = (value: number, currency: string | undefined) =>
      currency ? formats.amount(value, currency) : formats.number(value);
    return {
      measure: measure => t(`usage.measure.${measure}`),
      unit: (measure, currency) =>
        measure === 'cost' ? currency ?? '' : t(`usage.unit.${measure}`),
      bare: (measure, value, currency) =>
        measure === 'cost' ? money(value, currency) : formats.number(value),
      amount: (measure, value, currency) =>
        measure === 'cost'
          ? money(value, currency)
          : t('usage.amount', {
              value: formats.number(value),
              unit: t(`usage.unit.${measure}`),
            }),
      short: (measure, value, currency) =>
        measure === 'cost' ? money(value, currency) : formats.count(value),
      brief: (measure, value, currency) =>
        measure === 'cost'
          ? money(value, currency)
          : t('usage.amount', {
              value: formats.count(value),
              unit: t(`usage.unit.${measure}`),
            }),
      key: (part, key) => {
        if (key === undefined || key === UNKNOWN) {
          return t('usage.key.unknown');
        }
        if (part === 'consumer' && key === HIDDEN_CONSUMERS) {
          return t('usage.key.others');
        }
        if (part === 'consumer' && key === OTHER) {
          return t('usage.key.other');
        }
        if (isEntityKey(key)) {
          return humanizeEntityRef(parseEntityRef(key), {
            defaultKind: kinds[part],
          });
        }
        return part === 'consumer' || part === 'model'
          ? t('usage.key.pseudonym', { name: key })
          : key;
      },
    };
  }, [t, formats]);
}
