/**
 * Accelerators and GPU memory arithmetic
 *
 * @packageDocumentation
 */
export {};
