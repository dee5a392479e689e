import { Problem } from '@deskbeat/contracts';
import { isOutage, toProblem } from './transient.js';
import { defaultRetryPolicy, verdictOn } from './verdict.js';

const answer = (name: string, code?: number): Error => Object.assign(new Error('says the store'), { name, code });

describe('an outage', () => {
  it.each([
    ['the store cannot be reached', answer('MongoNetworkTimeoutError')],
    ['the store has no primary', answer('MongoServerError', 10_107)],
    ['the store changes its primary in the middle of many writes', answer('MongoBulkWriteError', 11_602)],
    ['the disk of the store is full', answer('MongoServerError', 14_031)],
    ['the owner of a contract is away', new Problem('service-unavailable')],
  ])('is when %s: it never costs a message, and a caller is told to come back', (_, error) => {
    expect(isOutage(error)).toBe(true);
    expect(verdictOn(error, 1_000, defaultRetryPolicy).kind).toBe('retry');
    expect(toProblem(error).status).toBe(503);
  });

  it.each([
    ['a duplicate', answer('MongoServerError', 11_000)],
    ['a document that is too large', answer('MongoServerError', 10_334)],
    ['an error of our own with such a number', answer('Error', 91)],
    ['a refusal', new Problem('validation-failed')],
    ['nothing', undefined],
  ])('is not %s', (_, error) => {
    expect(isOutage(error)).toBe(false);
  });
});
