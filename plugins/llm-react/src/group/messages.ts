/** Texts of the group views. */
export const groupMessages = {} as const;
