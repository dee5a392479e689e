export * from './erasure.js';
export * from './hold.js';
export * from './old-data.js';
export * from './personal-data.js';
export * from './retention.js';
