import {
  askForReset,
  changePassword,
  createKey,
  makeLink,
  makeSetUpLink,
  rotateKey,
  saveAccount,
  signIn,
  useLink,
} from '@deskbeat/contracts';

const password = 'violet kettle maps';

/** A body for each change of accounts and sessions, by subject. */
export const accessExamples: Readonly<Record<string, object>> = {
  [signIn.subject]: { email: 'ana@desk.example.test', password },
  [saveAccount.subject]: { email: 'ana@desk.example.test', name: 'Ana', role: 'agent' },
  [changePassword.subject]: { current: password, next: 'gravel umbrella teapot' },
  [makeLink.subject]: { by: 'mail' },
  [makeSetUpLink.subject]: {},
  [askForReset.subject]: { email: 'ana@desk.example.test' },
  [useLink.subject]: { password },
  [createKey.subject]: { name: 'Billing', scopes: ['intake.open-ticket'] },
  [rotateKey.subject]: { overlapHours: 24 },
};
