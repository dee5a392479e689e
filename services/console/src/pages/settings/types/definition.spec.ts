import { byStatus, editedFields, fieldsOf, labelled } from './definition.js';

describe('the fields of a type', () => {
  it('come back as they were', () => {
    const fields = [
      { key: 'serial', label: 'Serial number', kind: 'text', min: 3 },
      { key: 'size', label: 'Size', kind: 'choice', options: [{ key: 's', label: 'Small', retired: true }] },
    ] as const;
    expect(fieldsOf(editedFields(structuredClone(fields) as never))).toEqual(fields);
  });

  it('leave out what their kind does not have', () => {
    const field = { key: 'when', label: 'When', kind: 'date', min: 3, options: [{ key: 'a', label: 'A' }] } as const;
    expect(fieldsOf([field as never])).toEqual([{ key: 'when', label: 'When', kind: 'date' }]);
  });
});

describe('a key', () => {
  const others = [{ key: 'serial' }];
  it.each([
    ['follows the label of what is new', { key: 'seri', label: 'Seri' }, 'Serial', 'serial-2'],
    ['stays when somebody has chosen it', { key: 'sn', label: 'Seri' }, 'Serial', 'sn'],
    ['stays for what is kept', { key: 'seri', label: 'Seri', isKept: true as const }, 'Serial', 'seri'],
  ])('%s', (_, item, label, key) => expect(labelled(item, label, others, 'field')).toEqual({ label, key }));
});

it('steps stand by status, in the order that they have there', () => {
  const steps = [
    { key: 'c', status: 'resolved' },
    { key: 'a', status: 'new' },
    { key: 'b', status: 'new' },
  ] as const;
  expect(byStatus(steps).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
});
