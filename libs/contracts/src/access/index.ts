export * from './account.js';
export * from './api-key.js';
export * from './events.js';
export * from './identity.js';
export * from './link.js';
export * from './session.js';
export * from './sight.js';
export * from './token.js';
