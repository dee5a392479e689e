import type {
  AccountSaved,
  AuditAction,
  Event,
  PasskeysChanged,
  SecondFactorChanged,
  SessionsEnded,
  SignedIn,
  SignInRefused,
} from '@deskbeat/contracts';

type Told = Omit<AuditAction, 'id' | 'traceId'>;

const about = (event: Event<{ accountId: string }>, action: string): Told => ({
  at: event.at,
  action: `account.${action}`,
  outcome: 'done',
  actor: { ...event.actor },
  on: { kind: 'account', id: event.data.accountId },
});

const value = (field: string, after: unknown, before?: unknown) => ({
  field,
  ...(before !== undefined && { before: JSON.stringify(before) }),
  after: JSON.stringify(after),
});

export const signedInRecord = (event: Event<SignedIn>): Told => {
  const { sessionId, use, way, device, address } = event.data;
  return {
    ...about(event, 'signed-in'),
    session: sessionId,
    ...(device && { device }),
    ...(address && { address }),
    changes: [value('way', way), value('use', use)],
  };
};

export const refusedRecord = (event: Event<SignInRefused>): Told => ({
  ...about(event, 'sign-in-refused'),
  outcome: 'refused',
  code: event.data.why,
  ...(event.data.address && { address: event.data.address }),
});

export const passwordRecord = (event: Event<{ accountId: string }>): Told => about(event, 'password-changed');

export const passkeysRecord = (event: Event<PasskeysChanged>): Told => ({
  ...about(event, `passkey-${event.data.change}`),
  changes: [value('name', event.data.name)],
});

/** That an administrator took it is recorded as theirs. */
export const secondFactorRecord = (event: Event<SecondFactorChanged>): Told | undefined => {
  const { change } = event.data;
  return change === 'reset'
    ? undefined
    : { ...about(event, 'second-factor-changed'), changes: [value('change', change)] };
};

/** That an administrator ended them is recorded as theirs; this is about what somebody did or what happened to them. */
export const endedRecord = (event: Event<SessionsEnded>): Told | undefined => {
  const { why, ended } = event.data;
  return why === 'ended' || why === 'not-active'
    ? undefined
    : { ...about(event, 'sessions-ended'), changes: [value('why', why), value('ended', ended)] };
};

/** An account that somebody got without an administrator: by a link or from another system. */
export const savedRecord = (event: Event<AccountSaved>): Told | undefined => {
  const { accountId, email, name, role, active, formerRole } = event.data;
  const isOwn = event.actor.id === accountId || event.actor.kind === 'system';
  if (!isOwn) return undefined;
  const changes = [
    value('email', email),
    value('name', name),
    value('role', role, formerRole),
    value('active', active),
  ];
  return { ...about(event, 'saved'), on: { kind: 'account', id: accountId, name }, changes };
};
