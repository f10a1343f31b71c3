/** Texts of the consumer views. */
export const consumerMessages = {} as const;
