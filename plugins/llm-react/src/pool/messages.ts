/** Texts of the pool views. */
export const poolMessages = {} as const;
