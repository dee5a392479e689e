import { expect, it } from '@jest/globals';
import { ApiProblem, fieldErrors, isProblem, problemFrom } from './problem.js';

it('a problem document keeps its code, trace and members', () => {
  const body = { code: 'move-needs-more', title: 'The move needs something more', traceId: 'f00', needs: ['reason'] };
  const problem = problemFrom(422, body);
  expect(problem).toMatchObject({
    status: 422,
    code: 'move-needs-more',
    traceId: 'f00',
    members: { needs: ['reason'] },
  });
  expect([problem.isPassing, isProblem(problem, 'move-needs-more'), isProblem(problem, 'merged')]).toEqual([
    false,
    true,
    false,
  ]);
});

it.each([[undefined], ['<html>'], [null]])('an answer that is no document (%j) is a problem as well', (body) => {
  expect(problemFrom(502, body)).toMatchObject({ status: 502, code: 'internal', isPassing: true });
});

it('being offline passes', () => {
  expect(new ApiProblem(0, 'offline', 'offline').isPassing).toBe(true);
});

it('errors stand at the field that holds them', () => {
  const errors = [
    { pointer: '/name', message: 'name must be one line' },
    { pointer: '/conditions/0/values', message: 'values must not be empty' },
    { pointer: '/conditions/1/is', message: 'is must be one of them' },
  ];
  expect(fieldErrors(problemFrom(400, { code: 'validation-failed', errors }))).toEqual({
    name: 'name must be one line',
    conditions: 'values must not be empty; is must be one of them',
  });
  expect(fieldErrors(undefined)).toEqual({});
});

it('what was refused in a part is said from that part on', () => {
  const errors = [
    { pointer: '/rules/3/name', message: 'must not be blank' },
    { pointer: '/rules/30/name', message: 'is too long' },
  ];
  const part = problemFrom(422, { code: 'validation-failed', errors }).within('/rules/3');
  expect(part.errors.map(({ pointer }) => pointer)).toEqual(['/name', '/rules/30/name']);
  expect(part).toMatchObject({ status: 422, code: 'validation-failed' });
});
