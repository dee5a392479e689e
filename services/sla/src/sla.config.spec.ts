import { expect, it } from '@jest/globals';
import { configFrom } from '@deskbeat/service';
import { SlaConfig } from './sla.config.js';

it('works as it comes', () => {
  expect(configFrom(SlaConfig, {})).toMatchObject({ SLA_TIME_ZONE: 'Europe/Berlin', SLA_HOLIDAYS: '' });
});

it.each([
  ['SLA_TIME_ZONE', 'Mars/Olympus'],
  ['SLA_HOLIDAYS', '24.12.2026'],
  ['SLA_HOLIDAYS', '2026-12-24;2026-12-25'],
])('a wrong %s is named', (name, value) => {
  expect(() => configFrom(SlaConfig, { [name]: value })).toThrow(name);
});

it.each(['2026-12-24', '2026-12-24,*-12-25'])('holidays may be %s', (SLA_HOLIDAYS) => {
  expect(configFrom(SlaConfig, { SLA_HOLIDAYS })).toMatchObject({ SLA_HOLIDAYS });
});
