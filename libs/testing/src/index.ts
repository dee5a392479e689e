export { ensureChromium, findChromium } from './chromium.js';
export { eventually, type EventuallyOptions } from './eventually.js';
export { freePort, freePorts } from './free-port.js';
export { ManualTime } from './manual-time.js';
export { startBus, type Bus } from './start-bus.js';
export { anIdentity, startKeys, type Keys } from './start-keys.js';
export { startProvider, type IdentityProvider, type Vouched } from './start-provider.js';
export { startStore, withDatabase, type Store } from './start-store.js';
export { tempDir, type TempDir } from './temp-dir.js';
