export * from './notice.js';
export * from './address.js';
export * from './preferences.js';
export * from './template.js';
export * from './webhook.js';
export * from './letter.js';
