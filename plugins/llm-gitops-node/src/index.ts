/**
 * The GitOps repository behind one interface
 *
 * @packageDocumentation
 */
export {};
