export * from './erasure.js';
export * from './personal-data.js';
