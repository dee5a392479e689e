export * from './customer.js';
export * from './customer-events.js';
export * from './customer-requests.js';
export * from './ticket-type.js';
export * from './ticket.js';
export * from './intake-event.js';
export * from './events.js';
export * from './requests.js';
