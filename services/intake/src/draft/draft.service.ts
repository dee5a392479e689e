import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type Actor,
  type DiscardDraft,
  type DraftKind,
  type DraftList,
  type DraftView,
  type GetDraft,
  type SaveDraft,
} from '@deskbeat/contracts';
import { Time } from '@deskbeat/service';
import { written } from '../conversation/composing.js';
import { Attachments } from '../file/attachments.js';
import { IntakeConfig } from '../intake.config.js';
import { TicketStore } from '../ticket/ticket.store.js';
import { DraftStore, type Draft } from './draft.store.js';

const dayMs = 24 * 60 * 60 * 1000;
const mostListed = 200;

/** What somebody has not sent yet. */
@Injectable()
export class DraftService {
  constructor(
    private readonly drafts: DraftStore,
    private readonly tickets: TicketStore,
    private readonly attachments: Attachments,
    private readonly time: Time,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** @throws Problem `version-conflict` with the draft as it is, when another window has written meanwhile */
  async save({ ticketId, kind, seenVersion = 0, ...writing }: SaveDraft, actor: Actor): Promise<DraftView> {
    const personId = ownerId(actor);
    await this.tickets.aggregates.need(ticketId);
    const { mentions, replyTo, attachments = [], shared = false } = writing;
    const now = this.time.now();
    const draft: Draft = {
      ...{ ticketId, kind, personId, version: seenVersion + 1 },
      ...written(writing),
      ...(mentions && { mentions }),
      ...(replyTo !== undefined && { replyTo }),
      ...(attachments.length > 0 && { attachments }),
      shared,
      updatedAt: new Date(now),
      expiresAt: new Date(now + this.config.DRAFT_DAYS * dayMs),
    };
    await this.attachments.keep(attachments, actor, draft.expiresAt);
    if (await this.drafts.write(draft)) return viewOf(draft);
    const current = await this.drafts.load(draft);
    const context = { currentVersion: current?.version ?? 0, ...(current && { current: viewOf(current) }) };
    throw new Problem('version-conflict', { context });
  }

  async get({ ticketId, kind, personId }: GetDraft, actor: Actor): Promise<DraftView> {
    const own = ownerId(actor);
    const draft = await this.drafts.load({ ticketId, kind, personId: personId ?? own });
    if (!draft || !(draft.shared || draft.personId === own)) {
      throw new Problem('not-found', { context: { entity: 'draft', ticketId, kind } });
    }
    return viewOf(draft);
  }

  async list(ticketId: string, actor: Actor): Promise<DraftList> {
    const own = ownerId(actor);
    const drafts = await this.drafts.onTicket(ticketId, mostListed);
    return { items: drafts.filter(({ shared, personId }) => shared || personId === own).map(viewOf) };
  }

  async discard({ ticketId, kind }: DiscardDraft, actor: Actor): Promise<object> {
    const draft = await this.drafts.remove({ ticketId, kind, personId: ownerId(actor) });
    await this.attachments.drop(draft?.attachments ?? [], actor);
    return {};
  }

  /** What was sent is no draft any more, but for what was written after it. */
  async sent(ticketId: string, kind: DraftKind, actor: Actor, version: number | undefined): Promise<void> {
    if (version !== undefined) await this.drafts.remove({ ticketId, kind, personId: actor.id }, version);
  }
}

/** @throws Problem `forbidden` for customers and systems, who have no drafts */
function ownerId({ kind, id }: Actor): string {
  if (kind !== 'person') throw new Problem('forbidden', { detail: 'only people have drafts' });
  return id;
}

function viewOf(draft: Draft): DraftView {
  const { ticketId, kind, personId, version, text, html, mentions, replyTo, attachments, shared, updatedAt } = draft;
  return {
    ...{ ticketId, kind, personId, version },
    ...(text !== undefined && (html === undefined ? { text } : { html })),
    ...(mentions && { mentions }),
    ...(replyTo !== undefined && { replyTo }),
    ...(attachments && { attachments }),
    shared,
    updatedAt: updatedAt.toISOString(),
  };
}
