import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { PersonView } from '@deskbeat/contracts';
import { acting, workAs, type Acting } from './acting.js';
import { peopleQuery, queryClient } from './queries.js';

interface Session {
  me: Acting;
  /** As the directory knows them; absent until it is loaded. */
  person?: PersonView;
  leave: () => void;
}

const Context = createContext<Session | undefined>(undefined);

/** Shows the console to somebody; to nobody it shows the way in. */
export function SessionProvider({
  children,
  entrance,
}: {
  children: ReactNode;
  entrance: (enter: (who: Acting) => void) => ReactNode;
}) {
  const [me, setMe] = useState(acting);
  const people = useQuery({ ...peopleQuery, enabled: me !== undefined });
  const person = people.data?.items.find(({ id }) => id === me?.id);
  const session = useMemo(() => {
    const leave = () => {
      workAs(undefined);
      queryClient.clear();
      setMe(undefined);
    };
    return me && { me, person, leave };
  }, [me, person]);
  const enter = (who: Acting) => {
    workAs(who);
    setMe(who);
  };
  return session ? <Context value={session}>{children}</Context> : entrance(enter);
}

export function useSession(): Session {
  const session = use(Context);
  if (!session) throw new Error('there is nobody here');
  return session;
}
