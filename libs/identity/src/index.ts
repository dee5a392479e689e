export { AccessTokens, type AccessGrant } from './access-tokens.js';
export {
  addSource,
  busAccountsIn,
  busUrlOf,
  passwordFile,
  removeSource,
  sourcesIn,
  type BusAccount,
} from './bus-passwords.js';
export { Credentials } from './credentials.js';
export { keyFile, keySetFile } from './keys.js';
export { makeKeys } from './make-keys.js';
export { maySay, spokesman } from './speaks.js';
export { digestOf, newSecret } from './secrets.js';
