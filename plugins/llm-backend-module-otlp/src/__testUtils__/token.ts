/** A token of a service that may report usage. */
export const TOKEN = 'token-that-may-report-usage';
