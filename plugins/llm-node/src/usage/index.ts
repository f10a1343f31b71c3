export * from './extensions';
export * from './UsageLedger';
