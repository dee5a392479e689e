import { expect, it } from '@jest/globals';
import { seriousIn } from '../prepare/audit.mjs';

const advisory = { title: 'Runs what it is given', severity: 'critical' };
const vulnerability = (name: string, severity: string, via: unknown[] = [advisory]) => ({
  [name]: { name, severity, via, range: '<2.0.0' },
});
const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities }, undefined, 2);

it('serious advisories are named', () => {
  const found = {
    ...vulnerability('a', 'critical'),
    ...vulnerability('b', 'high', ['a']),
    ...vulnerability('c', 'low'),
  };
  expect(seriousIn(`npm warn something\n${report(found)}\n`)).toEqual([
    'a <2.0.0: critical (Runs what it is given)',
    'b <2.0.0: high',
  ]);
  expect(seriousIn(report({}))).toEqual([]);
});

it.each([
  '',
  'npm error audit request to https://registry.example.test failed, reason: getaddrinfo ENOTFOUND',
  JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 }, undefined, 2),
  'npm error not done after 30 s',
  '{\n half of a report\n}',
])('without an answer of the registry nothing is known: %j', (output) => {
  expect(seriousIn(output)).toBeUndefined();
});
