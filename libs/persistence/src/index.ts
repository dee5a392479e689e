export * from './aggregate.js';
export * from './aggregate.store.js';
export * from './duplicate-key.js';
export * from './journal.js';
export * from './outbox-relay.js';
export * from './page.js';
export * from './persistence.module.js';
export * from './schemas.js';
