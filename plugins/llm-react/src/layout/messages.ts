/** Texts of lists that fold. */
export const layoutMessages = {
  more_one: 'Show {{count}} more',
  more_other: 'Show {{count}} more',
  fewer: 'Show fewer',
} as const;
