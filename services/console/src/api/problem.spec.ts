import { expect, it } from '@jest/globals';
import { ApiProblem, isProblem, problemFrom } from './problem.js';

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
