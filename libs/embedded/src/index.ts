export { startEngine, type EngineOptions, type RunningEngine } from './engine/server/server.js';
export { spawnEngine, type SpawnedEngine } from './engine/spawn.js';
export { DirectoryInUse } from './engine/storage/lock.js';
export * from './nats/nats-server.js';
export * from './nats/nats-server.js';
