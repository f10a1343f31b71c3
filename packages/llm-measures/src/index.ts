/**
 * What is measured of a model, from which series, by which formula
 *
 * @packageDocumentation
 */
export { baselineDifferences } from './baseline/baselineDifferences';
export type { ComparedConditions } from './baseline/baselineDifferences';
export type {
  BenchmarkConditions,
  BenchmarkResult,
  BenchmarkToolId,
} from './baseline/BenchmarkResult';
export { readBenchmark } from './baseline/readBenchmark';
export { hourlyIncreases } from './counters/hourlyIncreases';
export type {
  HourlyIncrease,
  HourlyIncreasesOptions,
} from './counters/hourlyIncreases';
export {
  addIncreases,
  exactIncrease,
  increaseBounds,
  isPinned,
  joinIncreases,
} from './counters/Increase';
export type { Increase } from './counters/Increase';
export { increaseReading } from './counters/increaseReading';
export { largestStepOf } from './counters/samples';
export type { CounterSeries, Sample } from './counters/samples';
export {
  histogramFromBuckets,
  histogramFromRanges,
  mergeHistograms,
} from './histograms/Histogram';
export type { Histogram } from './histograms/Histogram';
export { hourlyHistograms } from './histograms/hourlyHistograms';
export type {
  HistogramSeries,
  HourlyHistogram,
} from './histograms/hourlyHistograms';
export {
  countOf,
  meanOf,
  quantileOf,
  shareUpTo,
} from './histograms/statistics';
export type { Estimate } from './histograms/statistics';
export { addAmounts, addRows } from './ledger/addRows';
export {
  AUTHORITY_ORDER,
  authorityOrderOf,
  chooseAuthority,
} from './ledger/authority';
export type { Authority, Reconciliation, Testimony } from './ledger/authority';
export { closeHour, correctHour, priceAt } from './ledger/closeHour';
export type { LedgerCorrection } from './ledger/closeHour';
export { CONSUMER_CAP, foldConsumers } from './ledger/foldConsumers';
export { hourOf, keyText, ledgerKey, periodStart } from './ledger/ledgerKey';
export {
  checkCounts,
  isCheckCount,
  ledgerCounts,
  ledgerKeyParts,
  OTHER,
  UNKNOWN,
  usageCounts,
  wholeOfCheck,
} from './ledger/LedgerRow';
export type {
  CheckCount,
  LedgerCount,
  LedgerKey,
  LedgerKeyPart,
  LedgerMoney,
  LedgerRow,
} from './ledger/LedgerRow';
export { rollUp } from './ledger/rollUp';
export { burnRules } from './measure/burnRules';
export type { BurnRule } from './measure/burnRules';
export type { AnyReading, Measure, MeasureInputs } from './measure/Measure';
export type {
  MeasureContext,
  MeasuredSlo,
  ThroughputBaseline,
  UsagePrice,
} from './measure/MeasureContext';
export type { Need, NeedWindow } from './measure/Need';
export { findMeasure, measures } from './measures';
export { formsFor } from './profile/formsFor';
export { parseProfile } from './profile/parseProfile';
export type {
  LabelMatch,
  Profile,
  ProfileSeries,
  SeriesForm,
} from './profile/Profile';
export { profiles } from './profiles';
export { query } from './promql/query';
export type { QueryAsk, QueryOptions } from './promql/query';
export { rawSelectors } from './promql/selectors';
export type {
  QuerySelector,
  RawSelector,
  SelectorOptions,
} from './promql/selectors';
export { profileReading } from './reading/profileReading';
export type { RawAnswer } from './reading/profileReading';
export { qualifiersOf } from './reading/qualifiersOf';
export type { Reading } from './reading/Reading';
export { countFromSample, shareOfSample } from './reading/sampling';
export {
  addFigures,
  divideFigures,
  mapFigure,
  meets,
  subtractFigures,
} from './result/combine';
export type {
  Bounds,
  ExplainedInput,
  Explanation,
  Figure,
  KnownFigure,
  MeasureResult,
  MeasureUnit,
  MissingFigure,
  MissingState,
  Objective,
  Provenance,
  Qualifier,
  Reason,
} from './result/MeasureResult';
export { dimensions } from './series/CanonicalSeries';
export type { CanonicalSeries, Dimension } from './series/CanonicalSeries';
export {
  canonicalSeries,
  isSeriesId,
  seriesOf,
  seriesTable,
} from './series/seriesTable';
export type { SeriesId } from './series/seriesTable';
export { vantages } from './series/Vantage';
export type { Vantage } from './series/Vantage';
export { measuredTasks } from './tasks';
export type { MeasuredTask } from './tasks';
export { hourlyUsage, hourlyUsageInSteps } from './usage/hourlyUsage';
export type {
  HourlyUsage,
  HourlyUsageOptions,
  SubjectSeries,
} from './usage/hourlyUsage';
export {
  ledgerPlaceOf,
  modelLabelOf,
  pulledSeries,
  usageParts,
  usagePartsOf,
} from './usage/pulledSeries';
export type { UsageParts } from './usage/pulledSeries';
export type { RawSeries } from './usage/RawSeries';
