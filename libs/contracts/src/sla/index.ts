export * from './calendar.js';
export * from './clock.js';
export * from './policy.js';
export * from './recount.js';
export * from './report.js';
export * from './rules.js';
