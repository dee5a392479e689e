export * from './directory.js';
export * from './assignment.js';
