import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configFrom, ServiceConfig } from './config.js';

describe('the configuration of a service', () => {
  it('has defaults, and takes what the environment says as the type that it is', () => {
    const config = configFrom(ServiceConfig, { HTTP_PORT: '7310', LOG_LEVEL: '', HOME: '/root' });
    expect({ ...config }).toEqual({ ...new ServiceConfig(), HTTP_PORT: 7310 });
  });

  it('refuses what is wrong, and names each variable', () => {
    const wrong = { NATS_URL: 'localhost', HTTP_PORT: 'many', LOG_LEVEL: 'loud' };
    const start = (): ServiceConfig => configFrom(ServiceConfig, wrong);
    for (const name of Object.keys(wrong)) expect(start).toThrow(name);
  });

  it('takes a secret from the file that is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const file = join(folder, 'uri');
    writeFileSync(file, 'mongodb://u:secret@h/\n');
    expect(configFrom(ServiceConfig, { MONGODB_URI_FILE: file }).MONGODB_URI).toBe('mongodb://u:secret@h/');
    expect(configFrom(ServiceConfig, { MONGODB_URI_FILE: file, MONGODB_URI: 'mongodb://h/' }).MONGODB_URI).toBe(
      'mongodb://h/',
    );
    expect(() => configFrom(ServiceConfig, { MONGODB_URI_FILE: join(folder, 'none') })).toThrow(/MONGODB_URI_FILE/);
    rmSync(folder, { recursive: true });
  });
});
