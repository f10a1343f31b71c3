/** Texts of the model views. */
export const modelMessages = {} as const;
