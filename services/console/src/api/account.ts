import { queryOptions } from '@tanstack/react-query';
import type {
  AccountView,
  NewSecondFactor,
  OpenSessions,
  OwnSecurity,
  PasskeyList,
  PasskeyQuestion,
  PasskeyView,
  RecoveryCodes,
  SignInRulesView,
} from '@deskbeat/contracts';
import { get, path, post, put, remove } from './client.js';

export const securityQuery = queryOptions({
  queryKey: ['account', 'security'],
  queryFn: ({ signal }) => get<OwnSecurity>('/session/security', {}, signal),
});
export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => get<OpenSessions>('/sessions', {}, signal),
});
export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['account', 'of', id],
    queryFn: ({ signal }) => get<AccountView>(path`/accounts/${id}`, {}, signal),
  });
export const signInRulesQuery = queryOptions({
  queryKey: ['account', 'rules'],
  queryFn: ({ signal }) => get<SignInRulesView>('/sign-in-rules', {}, signal),
});

export const passkeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: ({ signal }) => get<PasskeyList>('/session/passkeys', {}, signal),
});

export const endSession = (id: string) => remove(path`/sessions/${id}`);
export const endOtherSessions = () => remove('/sessions');
export const changePassword = (current: string, next: string) => put('/session/password', { current, next });

/** Without a password for whoever has none. */
const own = (password: string) => (password === '' ? {} : { password });
export const beginSecondFactor = (password: string) => post<NewSecondFactor>('/session/second-factor', own(password));
export const confirmSecondFactor = (code: string) => put<RecoveryCodes>('/session/second-factor', { code });
export const removeSecondFactor = (password: string) => post('/session/second-factor/removal', own(password));
export const renewRecoveryCodes = (password: string) =>
  post<RecoveryCodes>('/session/second-factor/recovery-codes', own(password));
export const resetSecondFactor = (accountId: string) => remove<AccountView>(path`/accounts/${accountId}/second-factor`);

export const saveSignInRules = (rules: SignInRulesView, secondFactorFor: SignInRulesView['secondFactorFor']) =>
  put<SignInRulesView>('/sign-in-rules', { secondFactorFor }, { seen: rules.version });

export const beginPasskey = (password: string) => post<PasskeyQuestion>('/session/passkeys/challenges', own(password));
export const addPasskey = (name: string, response: object) =>
  post<PasskeyView>('/session/passkeys', { name, response });
export const removePasskey = (id: string) => remove<PasskeyList>(path`/session/passkeys/${id}`);
