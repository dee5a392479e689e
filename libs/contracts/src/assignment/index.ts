export * from './directory.js';
export * from './presence.js';
export * from './structure.js';
export * from './shifts.js';
export * from './routing.js';
export * from './assignment.js';
export * from './claiming.js';
export * from './leading.js';
