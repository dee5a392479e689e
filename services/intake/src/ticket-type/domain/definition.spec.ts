import { expect, it } from '@jest/globals';
import type { FieldDefinition, ProcedureStep } from '@deskbeat/contracts';
import { problemsOf } from './definition.js';

const field = (more: Partial<FieldDefinition>): FieldDefinition => ({ key: 'it', label: 'It', kind: 'text', ...more });
const step = (more: Partial<ProcedureStep>): ProcedureStep => ({ key: 'do', label: 'Do', status: 'new', ...more });
const red = { key: 'red', label: 'Red' };

it.each<[string, { fields?: FieldDefinition[]; steps?: ProcedureStep[] }, string[]]>([
  ['nothing at all', {}, []],
  [
    'all of it',
    { fields: [field({ min: 1, max: 1 }), field({ key: 'c', kind: 'choice', options: [red] })], steps: [step({})] },
    [],
  ],
  ['two fields of one key', { fields: [field({}), field({})] }, ['/fields/1/key']],
  ['two steps of one key', { steps: [step({}), step({ status: 'resolved' })] }, ['/steps/1/key']],
  ['two choices of one key', { fields: [field({ kind: 'choice', options: [red, red] })] }, ['/fields/0/options/1/key']],
  ['a choice of nothing', { fields: [field({ kind: 'multi-choice', options: [] })] }, ['/fields/0/options']],
  ['choices of a number', { fields: [field({ kind: 'number', options: [red] })] }, ['/fields/0/options']],
  ['bounds of a checkbox', { fields: [field({ kind: 'checkbox', min: 1 })] }, ['/fields/0/min']],
  ['bounds in the wrong order', { fields: [field({ kind: 'number', min: 1.5, max: 1 })] }, ['/fields/0/max']],
  ['a length that is none', { fields: [field({ min: -1, max: 0.5 })] }, ['/fields/0/min', '/fields/0/max']],
  ['something to do at the end', { steps: [step({ status: 'closed' })] }, ['/steps/0/status']],
])('%s', (_, definition, pointers) => {
  expect(problemsOf(definition).map(({ pointer }) => pointer)).toEqual(pointers);
});

it('a field keeps its kind', () => {
  const known = { fields: [field({ kind: 'number' })] };
  expect(problemsOf({ fields: [field({ kind: 'date' })] }, known)).toMatchObject([{ pointer: '/fields/0/kind' }]);
  expect(problemsOf({ fields: [field({ kind: 'number' })] }, known)).toEqual([]);
});
