/**
 * What people will ask of the model, with every figure filled in.
 *
 * @public
 */
export interface PlacedWorkload {
  /** Tokens of a typical prompt. */
  readonly promptTokens: number;
  /** Tokens of a typical answer. */
  readonly answerTokens: number;
  /** Requests at the same time. */
  readonly concurrentRequests: number;
  /** Most tokens of a request, prompt and answer together. */
  readonly longestContext: number;
}

/**
 * Value of the field `GpuPoolPicker`. What is not filled in, or not valid, is
 * absent; the field's validation lets only a complete one pass.
 *
 * @public
 */
export interface GpuPoolPickerValue {
  /** Name of the version; absent where the model has none that can be placed. */
  readonly version?: string;
  /** Absent while one of the figures is not valid. */
  readonly workload?: PlacedWorkload;
  /** Ref of the chosen GpuPool. */
  readonly pool?: string;
  /** Name of the chosen device group. */
  readonly devices?: string;
  /** Why the model goes there although it does not fit. */
  readonly override?: { readonly reason: string };
}

/** The least that a reason for an override must have, in characters. */
export const MIN_REASON = 10;

/** A reason is taken only where it says something. */
export function isReason(text: string | undefined): boolean {
  return (text ?? '').trim().length >= MIN_REASON;
}

/**
 * Reads the value of the field from whatever the form holds: an address may
 * have prefilled it. What is not of its type counts as absent.
 */
export function readValue(formData: unknown): GpuPoolPickerValue {
  const value = recordOf(formData);
  const workload = recordOf(value.workload);
  const { promptTokens, answerTokens, concurrentRequests, longestContext } =
    workload;
  const complete =
    isNumber(promptTokens) &&
    isNumber(answerTokens) &&
    isNumber(concurrentRequests) &&
    isNumber(longestContext);
  const reason = textOf(recordOf(value.override).reason);
  return withoutAbsent({
    version: textOf(value.version),
    workload: complete
      ? { promptTokens, answerTokens, concurrentRequests, longestContext }
      : undefined,
    pool: textOf(value.pool),
    devices: textOf(value.devices),
    override: reason === undefined ? undefined : { reason },
  });
}

/** Fields that are absent rather than undefined: a form compares its data by them. */
export function withoutAbsent(value: GpuPoolPickerValue): GpuPoolPickerValue {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  );
}

/** The object, or an empty one. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The text, unless it is none or empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
