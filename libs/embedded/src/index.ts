export { startEngine, type EngineOptions, type RunningEngine } from './engine/server/server.js';
export { spawnEngine, type SpawnedEngine } from './engine/spawn.js';
export { DirectoryInUse } from './engine/storage/lock.js';
export {
  backupDirectory,
  restoreDirectory,
  runningEngine,
  sizeOnDisk,
  verifyDirectory,
  type CollectionReport,
} from './engine/maintenance.js';
export * from './nats/nats-server.js';
