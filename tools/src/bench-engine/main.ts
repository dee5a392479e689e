import { benchEngine } from './bench-engine.js';

await benchEngine();
