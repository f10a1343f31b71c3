export * from './createUsage';
export * from './HourStore';
export * from './IntakeRecords';
export * from './reading/UsageReader';
export * from './UsageIntakes';
