export { llmModuleDemoTraffic as default } from './module';
