import { expect, it } from '@jest/globals';
import { fieldEdit, tagsEdit, traitEdit } from './ticket-edits.js';

it('what is emptied is cleared, and what was empty is cleared again', () => {
  expect(traitEdit({ product: 'Lamp' }, 'product', null)).toEqual({
    changes: { clear: ['product'] },
    shown: { product: undefined },
    back: { product: 'Lamp' },
  });
  expect(traitEdit({}, 'affected', 12)).toEqual({
    changes: { affected: 12 },
    shown: { affected: 12 },
    back: { clear: ['affected'] },
  });
});

it('another field of its own stays as it is', () => {
  expect(fieldEdit({ fields: { serial: 'A', size: 3 } }, 'serial', 'B')).toEqual({
    changes: { fields: { serial: 'B' } },
    shown: { fields: { serial: 'B', size: 3 } },
    back: { fields: { serial: 'A' } },
  });
  expect(fieldEdit({ fields: { serial: 'A', size: 3 } }, 'serial', null).shown).toEqual({ fields: { size: 3 } });
  expect(fieldEdit({}, 'serial', 'A').back).toEqual({ fields: { serial: null } });
});

it('tags are taken back as they were', () => {
  expect(tagsEdit({ tags: ['vpn'] }, ['vpn', 'vip']).back).toEqual({ tags: ['vpn'] });
});
