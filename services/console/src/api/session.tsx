import { useQuery } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Credentials, PasskeyQuestion, PersonView, Role, SessionView } from '@deskbeat/contracts';
import { acting, workAs, type Acting } from './acting.js';
import { get, post, remove } from './client.js';
import { isProblem } from './problem.js';
import { peopleQuery, queryClient } from './queries.js';
import { whenSignedOut } from './signed-out.js';

interface Session {
  me: Acting;
  /** Absent where nobody needs to sign in. */
  role?: Role;
  /** As the directory knows them; absent until it is loaded. */
  person?: PersonView;
  leave: () => void;
}

const Context = createContext<Session | undefined>(undefined);
const sessionKey = ['session'];

/** The session of the browser's cookie; nothing for somebody who has none. Customers have pages of their own. */
async function openSession(): Promise<SessionView | null> {
  try {
    const session = await get<SessionView>('/session');
    if (session.identity.kind !== 'customer') return session;
    location.replace('/portal');
    return await new Promise<never>(() => undefined);
  } catch (error) {
    if (isProblem(error, 'unauthenticated')) return null;
    throw error;
  }
}

export const signIn = async (credentials: Credentials): Promise<void> =>
  entered(await post<SessionView>('/sessions', credentials));

export const askForPasskey = () => post<PasskeyQuestion>('/sessions/passkey/challenges');
export const signInByPasskey = async (response: object): Promise<void> =>
  entered(await post<SessionView>('/sessions/passkey', { response }));

function entered(session: SessionView): void {
  workAs(undefined);
  queryClient.setQueryData(sessionKey, session);
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind !== sessionKey[0] });
}

export interface Entrance {
  /** The session ended while somebody worked: the page waits behind. */
  isBack: boolean;
  enter: (who: Acting) => void;
}

export interface Unfinished {
  onDone: () => void;
  leave: () => void;
}

/** Shows the console to somebody; to nobody it shows the way in. */
export function SessionProvider({
  children,
  entrance,
  unfinished,
}: {
  children: ReactNode;
  entrance: (given: Entrance) => ReactNode;
  /** What somebody sees in the place of the console who must set something up first. */
  unfinished: (given: Unfinished) => ReactNode;
}) {
  const [picked, setPicked] = useState(acting);
  const [isOver, setOver] = useState(false);
  const session = useQuery({ queryKey: sessionKey, queryFn: openSession, staleTime: Infinity, enabled: !picked });
  const isLeaving = useRef(false);
  useEffect(() => whenSignedOut(() => isLeaving.current || setOver(true)), []);
  useEffect(() => {
    setOver(false);
    if (session.data) setPicked(undefined);
  }, [session.dataUpdatedAt, session.data]);
  const identity = session.data?.identity;
  const me = useMemo(
    () => (identity ? { id: identity.id, name: identity.name ?? identity.id } : picked),
    [identity, picked],
  );
  const needs = session.data?.needs;
  const people = useQuery({ ...peopleQuery, enabled: me !== undefined && !needs });
  const person = people.data?.items.find(({ id }) => id === me?.id);
  const value = useMemo(() => {
    const leave = () => {
      isLeaving.current = true;
      workAs(undefined);
      setPicked(undefined);
      void (identity ? remove('/session') : Promise.resolve()).finally(() => location.assign('/'));
    };
    return me && { me, role: identity?.role, person, leave };
  }, [me, identity, person]);
  const enter = (who: Acting) => {
    workAs(who);
    setPicked(who);
    setOver(false);
  };
  if (session.isPending && !picked) return null;
  return (
    <>
      {value && (
        <Context value={value}>
          {needs ? unfinished({ onDone: () => void session.refetch(), leave: value.leave }) : children}
        </Context>
      )}
      {(!value || isOver) && entrance({ isBack: value !== undefined, enter })}
    </>
  );
}

export function useSession(): Session {
  const session = use(Context);
  if (!session) throw new Error('there is nobody here');
  return session;
}
