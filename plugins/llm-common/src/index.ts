/**
 * Model and GpuPool catalog kinds, their rules, relations, annotations and permissions
 *
 * @packageDocumentation
 */
export {};
