import { useMemo } from 'react';
import type { KnownFigure, MeasureUnit } from '@modelyard/llm-measures';
import { useFormats, type Formats } from '../formats';
import { useTexts, type Texts } from '../useTexts';

/** Figures in words, each with its unit. */
export interface FigureWords {
  /** The value: `182M tokens`, `312 ms`, `99.93%`. */
  value(figure: Pick<KnownFigure, 'value' | 'unit' | 'money'>): string;
  /** An amount in the unit of a figure, such as a limit that it is held against. */
  like(
    figure: Pick<KnownFigure, 'unit' | 'money'> | { unit: MeasureUnit },
    amount: number,
  ): string;
  /** The least and the most that it can be; undefined where it is exact. */
  bounds(figure: KnownFigure): string | undefined;
}

/** From here on a number is shown in short. */
const SHORT_FROM = 10_000;
const DIGITS = 3;
/** What a percentage of three digits after the point can tell from none and all. */
const SMALLEST_RATIO = 0.000_01;

/** The figures in the reader's language. */
export function useFigureWords(): FigureWords {
  const t = useTexts();
  const formats = useFormats();
  return useMemo(() => {
    const like: FigureWords['like'] = (figure, amount) => {
      const currency = 'money' in figure ? figure.money?.currency : undefined;
      return figure.unit === 'money' && currency
        ? formats.amount(amount, currency)
        : inUnit({ unit: figure.unit, value: amount, t, formats });
    };
    return {
      like,
      value: figure => like(figure, figure.value),
      bounds: figure => {
        const { bounds } = figure;
        if (!bounds) {
          return undefined;
        }
        const low =
          bounds.low === undefined ? undefined : like(figure, bounds.low);
        const high =
          bounds.high === undefined ? undefined : like(figure, bounds.high);
        if (low !== undefined && high !== undefined) {
          return t('measures.bounds.between', { low, high });
        }
        if (low !== undefined) {
          return t('measures.bounds.low', { low });
        }
        return high === undefined
          ? t('measures.bounds.open')
          : t('measures.bounds.high', { high });
      },
    };
  }, [t, formats]);
}

const countKeys = {
  tokens: 'tokens',
  requests: 'requests',
  checks: 'checks',
  'gpu-hours': 'gpuHours',
  gpus: 'gpus',
  characters: 'characters',
  images: 'images',
  texts: 'texts',
  documents: 'documents',
} as const;

const plainKeys = {
  factor: 'factor',
  'tokens-per-second': 'tokensPerSecond',
  'kilowatt-hours': 'kilowattHours',
  'watt-hours-per-thousand-tokens': 'wattHoursPerThousandTokens',
} as const;

function inUnit(options: {
  unit: MeasureUnit;
  value: number;
  t: Texts;
  formats: Formats;
}): string {
  const { unit, value: amount, t, formats } = options;
  if (unit === 'ratio') {
    return share(amount, t, formats);
  }
  if (unit === 'seconds') {
    return formats.duration(Number((amount * 1000).toPrecision(DIGITS)));
  }
  if (unit === 'grams-co2e') {
    return amount < 1000
      ? t('measures.unit.gramsCo2e', { value: short(amount, formats) })
      : t('measures.unit.kilogramsCo2e', {
          value: short(amount / 1000, formats),
        });
  }
  const value = short(amount, formats);
  if (unit in countKeys) {
    const key = countKeys[unit as keyof typeof countKeys];
    return t(`measures.unit.${key}`, { count: amount, value });
  }
  if (unit in plainKeys) {
    return t(`measures.unit.${plainKeys[unit as keyof typeof plainKeys]}`, {
      value,
    });
  }
  // Money without its currency, or a unit of a newer backend.
  return `${value} ${unit}`;
}

/** Whole numbers as they are, others with three digits, large ones in short. */
function short(value: number, formats: Formats): string {
  if (Math.abs(value) >= SHORT_FROM) {
    return formats.count(value);
  }
  return formats.number(
    Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS)),
  );
}

/**
 * One digit after the point, and more the nearer it comes to none or all: 99.96
 * of 100 must not read as all of them.
 */
function share(ratio: number, t: Texts, formats: Formats): string {
  const toEdge = Math.min(Math.abs(ratio), Math.abs(1 - ratio));
  if (toEdge > 0 && toEdge < SMALLEST_RATIO) {
    if (ratio < 0.5) {
      return t('measures.ratio.nearlyNone', {
        value: formats.percent(SMALLEST_RATIO),
      });
    }
    return t('measures.ratio.nearlyAll', {
      value: formats.percent(ratio < 1 ? 1 - SMALLEST_RATIO : 1),
    });
  }
  const digits =
    toEdge === 0 ? 1 : Math.max(1, 1 - Math.floor(Math.log10(toEdge * 100)));
  return formats.percent(Number(ratio.toFixed(Math.min(digits, 3) + 2)));
}
