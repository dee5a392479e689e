import type { PersonView } from '@deskbeat/contracts';
import type { Suggested } from './suggestions.js';

const most = 8;

/** Who may be meant by what was typed after `@`. */
export const peopleCalled = (people: readonly PersonView[], typed: string): Suggested[] =>
  people
    .filter(({ active, name }) => active && name.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, most)
    .map(({ id, name }) => ({ id, label: name }));
