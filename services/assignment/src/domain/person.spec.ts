import { personSaved } from '@deskbeat/contracts';
import { changed, created, present, type Person } from './person.js';

const ana: Person = {
  _id: 'ana',
  version: 1,
  name: 'Ana',
  email: 'ana@example.com',
  role: 'agent',
  active: true,
  presence: 'available',
};

describe('a person', () => {
  it('begins as an active agent who is not there yet', () => {
    expect(created({ id: 'ana', name: 'Ana' })).toEqual({
      next: { name: 'Ana', role: 'agent', active: true, presence: 'offline' },
      facts: [{ subject: personSaved.subject, data: { personId: 'ana', name: 'Ana', role: 'agent' } }],
    });
  });

  it('needs a name', () => {
    const refusal = { code: 'validation-failed', errors: [expect.objectContaining({ pointer: '/name' })] };
    expect(() => created({ id: 'ana' })).toThrow(expect.objectContaining(refusal));
  });

  it('keeps what a change does not name', () => {
    const outcome = changed(ana, { id: 'ana', role: 'lead' });
    expect(outcome?.next).toEqual({
      name: 'Ana',
      email: 'ana@example.com',
      role: 'lead',
      active: true,
      presence: 'available',
    });
  });

  it('is told to be gone when not active any more', () => {
    const told = { personId: 'ana', name: 'Ana', email: 'ana@example.com', role: 'agent', active: false };
    expect(changed(ana, { id: 'ana', active: false })?.facts).toEqual([{ subject: personSaved.subject, data: told }]);
  });

  it('does not change by being saved as it is', () => {
    expect(changed(ana, { id: 'ana', name: 'Ana', active: true })).toBeUndefined();
  });

  it('comes and goes without an event', () => {
    expect(present(ana, 'away')).toMatchObject({ next: { name: 'Ana', presence: 'away' }, facts: [] });
    expect(present(ana, 'available')).toBeUndefined();
  });
});
