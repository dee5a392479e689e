import type { Actor, AttachmentFacts, NoticeLanguage } from '@deskbeat/contracts';
import type { NoticeRole, ToldCause, Variables } from './causes.js';
import { channelsFor, heldUntil, type Timing, type Wishes } from './wishes.js';

/** Somebody who may have to know. */
export interface Addressee {
  readonly role: NoticeRole;
  /** Of a person; a customer has an address only. */
  readonly personId?: string;
  readonly email?: string;
  readonly wishes: Wishes;
}

/** Something that happened, as notices tell it. */
export interface News {
  readonly cause: ToldCause;
  readonly ticketId: string;
  readonly by: Actor;
  readonly variables: Variables;
  /** Harmless HTML that stands in letters where the text of the message does. */
  readonly html?: string;
  /** Files of the message, which letters carry. */
  readonly files?: readonly AttachmentFacts[];
  readonly timing?: Timing;
}

/** One notice to make. */
export interface Planned {
  readonly channel: 'in-app' | 'email';
  /** Id of a person, or an e-mail address. */
  readonly recipient: string;
  readonly language: NoticeLanguage;
  /** Epoch milliseconds. */
  readonly heldUntil?: number;
}

/** Who is told by which channel and when: each once, whatever their roles; nobody what they did themselves. */
export function plan({ cause, by, timing = {} }: News, addressees: readonly Addressee[], now: number): Planned[] {
  const planned = new Map<string, Planned>();
  for (const { role, personId, email, wishes } of addressees) {
    if (personId !== undefined && by.kind === 'person' && by.id === personId) continue;
    for (const channel of channelsFor(cause, role, wishes)) {
      const recipient = channel === 'in-app' ? personId : email;
      if (recipient === undefined || planned.has(`${channel} ${recipient}`)) continue;
      const held = heldUntil(channel as Planned['channel'], wishes, timing, now);
      const one = { channel: channel as Planned['channel'], recipient, language: wishes.language };
      planned.set(`${channel} ${recipient}`, { ...one, ...(held !== undefined && { heldUntil: held }) });
    }
  }
  return [...planned.values()];
}
