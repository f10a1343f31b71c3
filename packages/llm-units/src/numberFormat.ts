/**
 * How figures are written for people.
 *
 * @public
 */
export interface FormatOptions {
  /** BCP 47 language tag, such as `de-DE`; the language of the environment when absent. */
  locale?: string;
  /** Most digits after the decimal point. Each formatter names its default. */
  maximumFractionDigits?: number;
}

const formats = new Map<string, Intl.NumberFormat>();

// Making a NumberFormat costs far more than using one, and tables format thousands of figures alike.
export function numberFormat(
  locale: string | undefined,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const key = `${locale ?? ''} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}
