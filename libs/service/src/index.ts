export * from './config.js';
export * from './run.js';
export * from './service.js';
export * from './time.js';
