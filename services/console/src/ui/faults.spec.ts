import { faultsOf } from './faults.js';

describe('what was refused', () => {
  const faults = faultsOf([
    { pointer: '/steps', message: 'too many' },
    { pointer: '/steps/1/key', message: 'is there already' },
    { pointer: '/steps/10/key', message: 'is too long' },
  ]);

  it('is said at the part that it is about', () => {
    const steps = faults.under('/steps');
    expect(steps.own).toBe('too many');
    expect(steps.under('/1').at('/key')).toBe('is there already');
    expect(steps.under('/1').at('/label')).toBeUndefined();
  });

  it('counts for what holds the part', () => {
    expect(faults.at('/steps')).toBe('too many; is there already; is too long');
    expect(faults.at('/steps/1')).toBe('is there already');
  });
});
