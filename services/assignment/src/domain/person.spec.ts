import { personSaved } from '@deskbeat/contracts';
import { changed, created, deleted, deputyOf, handedOver, leaveAt, type Person } from './person.js';

const ana: Person = {
  _id: 'ana',
  version: 1,
  name: 'Ana',
  email: 'ana@example.com',
  role: 'agent',
  active: true,
  teams: [],
  skills: [],
  regions: [],
  languages: [],
  capacity: 0,
  weight: 1,
  leaves: [],
};
const at = new Date('2026-01-05T08:00:00Z');
const minutes = (n: number): Date => new Date(at.getTime() + n * 60_000);
const { _id, version, ...state } = ana;

describe('a person', () => {
  it('begins as an active agent who is not there yet', () => {
    expect(created({ id: 'ana', name: 'Ana' }, at)).toEqual({
      next: { ...state, email: undefined },
      facts: [{ subject: personSaved.subject, data: { personId: 'ana', name: 'Ana', role: 'agent' } }],
    });
  });

  it('needs a name', () => {
    const refusal = { code: 'validation-failed', errors: [expect.objectContaining({ pointer: '/name' })] };
    expect(() => created({ id: 'ana' }, at)).toThrow(expect.objectContaining(refusal));
  });

  it('keeps what a change does not name', () => {
    const outcome = changed(ana, { id: 'ana', role: 'lead' }, at);
    expect(outcome?.next).toEqual({ ...state, role: 'lead' });
  });

  it('has no deputy and no shifts any more when they are taken back', () => {
    const kept: Person = { ...ana, deputyId: 'ben', calendarId: 'early' };
    expect(changed(kept, { id: 'ana', clear: ['deputyId', 'calendarId'] }, at)?.next).toEqual(state);
    expect(changed(ana, { id: 'ana', clear: ['deputyId'] }, at)).toBeUndefined();
  });

  it('is told to be gone when not active any more', () => {
    const told = { personId: 'ana', name: 'Ana', email: 'ana@example.com', role: 'agent', active: false };
    expect(changed(ana, { id: 'ana', active: false }, at)?.facts).toEqual([
      { subject: personSaved.subject, data: told },
    ]);
  });

  it('does not change by being saved as it is', () => {
    expect(changed(ana, { id: 'ana', name: 'Ana', active: true, teams: [] }, at)).toBeUndefined();
  });

  it('hands over at once when not active any more, and looks twice more for what was under way', () => {
    let gone: Person = { ...ana, ...changed(ana, { id: 'ana', active: false }, at)!.next };
    const looks: (number | undefined)[] = [];
    for (let look = 0; look < 4; look++) {
      looks.push(gone.handoverAt && (gone.handoverAt.getTime() - at.getTime()) / 1000);
      const { handoverAt: _, ...rest } = gone;
      if (gone.handoverAt) gone = { ...rest, ...handedOver(gone, gone.handoverAt).next };
      if (!handedOver(gone, gone.handoverAt ?? at).next.handoverAt && look === 2) delete gone.handoverAt;
    }
    expect(looks).toEqual([0, 20, 60, undefined]);
    expect(
      changed({ ...ana, active: false, inactiveSince: at }, { id: 'ana', active: true }, at)?.next.handoverAt,
    ).toBeUndefined();
  });

  it('hands over when a leave begins, to the deputy of that leave', () => {
    const leaves = [{ from: minutes(30).toISOString(), to: minutes(90).toISOString(), deputyId: 'ben' }];
    const { next } = changed(ana, { id: 'ana', leaves, deputyId: 'cleo' }, at)!;
    expect(next.handoverAt).toEqual(minutes(30));
    expect([10, 30, 89, 90].map((minute) => leaveAt(next, minutes(minute)) !== undefined)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([10, 30].map((minute) => deputyOf(next, minutes(minute)))).toEqual(['cleo', 'ben']);
  });

  it('hands over at once when it is said of a leave that it runs already, and not again when something else is', () => {
    const leaves = [{ from: minutes(-180).toISOString(), to: minutes(90).toISOString(), deputyId: 'ben' }];
    const away = { ...ana, ...changed(ana, { id: 'ana', leaves }, at)!.next };
    expect(away.handoverAt).toEqual(at);
    const { handoverAt: _, ...rest } = away;
    const over = { ...rest, ...handedOver(away, minutes(2)).next };
    expect(changed(over, { id: 'ana', role: 'lead' }, minutes(3))!.next.handoverAt).toBeUndefined();
    expect(changed(over, { id: 'ana', leaves }, minutes(3))).toBeUndefined();
    expect(changed(over, { id: 'ana', leaves: [] }, minutes(3))!.next).not.toHaveProperty('awaySince');
  });

  it('has no leave that ends before it begins', () => {
    const leaves = [{ from: minutes(2).toISOString(), to: minutes(1).toISOString() }];
    const refusal = { code: 'validation-failed', errors: [expect.objectContaining({ pointer: '/leaves/0/to' })] };
    expect(() => changed(ana, { id: 'ana', leaves }, at)).toThrow(expect.objectContaining(refusal));
  });

  it('is deleted once, and hands over', () => {
    const { next } = deleted(ana, at)!;
    expect(next).toMatchObject({ deleted: true, active: false, handoverAt: at });
    expect(deleted({ ...ana, ...next }, at)).toBeUndefined();
  });
});
