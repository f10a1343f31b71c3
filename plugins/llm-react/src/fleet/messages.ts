/** Texts of the fleet views. */
export const fleetMessages = {} as const;
