export { audits, type Audited } from './audit/audited.js';
export * from './config.js';
export * from './due-alarm.js';
export * from './due-work.js';
export * from './fresh.js';
export * from './run.js';
export * from './service.js';
export * from './time.js';
