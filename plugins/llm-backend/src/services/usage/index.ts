export * from './api';
export * from './createUsage';
export * from './HourStore';
export * from './IntakeRecords';
export { readPullConfig } from './pull/PullConfig';
export { UsagePull } from './pull/UsagePull';
export * from './reading/UsageReader';
export * from './UsageIntakes';
