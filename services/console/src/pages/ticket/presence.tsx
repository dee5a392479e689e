import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Doing, TicketViewers } from '@deskbeat/contracts';
import { path, put } from '../../api/client.js';
import { keys, queryClient } from '../../api/queries.js';
import { useSession } from '../../api/session.js';
import { useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { ticketWords } from './ticket-words.js';

const beatMs = 15_000;
const viewersKey = (id: string) => [...keys.ticket(id), 'viewers'];

/** What one does on a ticket's page, for others to see. */
const doings = new Map<string, Doing>();
const sayers = new Map<string, () => void>();

/** Says that one writes, or no more. */
export function tellDoing(ticketId: string, doing: Doing): void {
  if (doings.get(ticketId) === doing) return;
  doings.set(ticketId, doing);
  sayers.get(ticketId)?.();
}

/** Others who have the ticket open, and what they do there; the live feed says so. */
export function useOthersHere(ticketId: string): TicketViewers['viewers'] {
  const { me } = useSession();
  const { data } = useQuery<TicketViewers>({
    queryKey: viewersKey(ticketId),
    queryFn: () => Promise.resolve({ ticketId, viewers: [] }),
    enabled: false,
  });
  return data?.viewers.filter(({ personId }) => personId !== me.id) ?? [];
}

/** Who else has the ticket open, and who writes. */
export function Presence({ ticketId }: { ticketId: string }) {
  const t = useWords(ticketWords);
  useTelling(ticketId);
  const others = useOthersHere(ticketId);
  const [first] = others;
  if (!first) return null;
  const doing = others.filter((other) => other.doing === first.doing);
  const names = doing.map(({ name, personId }) => name ?? personId).join(', ');
  return (
    <div role="status" style={{ display: 'flex', gap: 6, alignItems: 'center', marginTop: 6, fontSize: 12 }}>
      {others.map(({ personId, name = personId }) => (
        <PersonAvatar key={personId} id={personId} name={name} size={18} />
      ))}
      <span className="db-quiet">{t(first.doing, { names })}</span>
    </div>
  );
}

function useTelling(ticketId: string): void {
  const [page] = useState(() => crypto.randomUUID());
  useEffect(() => {
    const say = async (doing: Doing | 'leaving') => {
      const viewers = await put<TicketViewers>(path`/tickets/${ticketId}/viewers`, { page, doing });
      if (doing !== 'leaving') queryClient.setQueryData(viewersKey(ticketId), viewers);
    };
    const now = () =>
      void say(document.hidden ? 'viewing' : (doings.get(ticketId) ?? 'viewing')).catch(() => undefined);
    now();
    const timer = setInterval(now, beatMs);
    sayers.set(ticketId, now);
    return () => {
      clearInterval(timer);
      sayers.delete(ticketId);
      doings.delete(ticketId);
      void say('leaving').catch(() => undefined);
    };
  }, [ticketId, page]);
}
