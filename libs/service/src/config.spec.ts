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
});
