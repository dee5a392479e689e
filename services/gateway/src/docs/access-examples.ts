import {
  askForCustomerLink,
  askForReset,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  createKey,
  erasePerson,
  makeLink,
  makeSetUpLink,
  removeSecondFactor,
  renewRecoveryCodes,
  rotateKey,
  saveAccount,
  saveSignInRules,
  signIn,
  useCustomerLink,
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
  [askForCustomerLink.subject]: { email: 'mira@contoso.example.test' },
  [useCustomerLink.subject]: {},
  [createKey.subject]: { name: 'Billing', scopes: ['intake.open-ticket'] },
  [erasePerson.subject]: { reason: 'Asked for by letter on 5 January' },
  [rotateKey.subject]: { overlapHours: 24 },
  [beginSecondFactor.subject]: { password },
  [confirmSecondFactor.subject]: { code: '287082' },
  [removeSecondFactor.subject]: { password },
  [renewRecoveryCodes.subject]: { password },
  [saveSignInRules.subject]: { secondFactorFor: ['manager', 'administrator'] },
};
