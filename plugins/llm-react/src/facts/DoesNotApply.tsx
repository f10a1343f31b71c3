/**
 * Stands where a figure would mean nothing, which is not the same as one that
 * nobody stated.
 *
 * @public
 */
export function DoesNotApply(props: {
  /** What the dash says to assistive technology, and under the pointer. */
  label: string;
}) {
  const { label } = props;
  return (
    <span role="img" aria-label={label} title={label}>
      —
    </span>
  );
}
