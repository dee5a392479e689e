import { Injectable } from '@nestjs/common';
import type { Actor, AgentWriting, FieldError } from '@deskbeat/contracts';
import { PersonStore } from '../people/person.store.js';
import type { Message } from '../ticket/domain/message.js';
import { refuse } from '../ticket/domain/rules.js';
import { composed } from './composing.js';

/** Who is mentioned is somebody of the directory, and watches the ticket while they are there. */
@Injectable()
export class Mentioning {
  constructor(private readonly people: PersonStore) {}

  /** @throws Problem `validation-failed`, with `/mentions/<index>` for somebody who is listed and whom nobody knows */
  async composed(writing: Omit<AgentWriting, 'ticketId'>, actor: Actor): Promise<Message> {
    const message = composed(writing, actor);
    const { mentions = [], watchers } = await this.known(message.mentions ?? []);
    const isKnown = (id: string): boolean => mentions.includes(id);
    const errors = (writing.mentions ?? []).map((id, index): FieldError | undefined =>
      isKnown(id) ? undefined : { pointer: `/mentions/${index}`, message: `${id} is nobody of ours` },
    );
    refuse(errors.filter((error) => error !== undefined));
    return { ...message, mentions, watchers };
  }

  /** Those of these whom the directory knows. A mark in a text that names nobody is text. */
  async known(ids: readonly string[]): Promise<Pick<Message, 'mentions' | 'watchers'>> {
    const isActive = await this.people.known(ids);
    const mentions = ids.filter((id) => isActive.has(id));
    return { mentions, watchers: mentions.filter((id) => isActive.get(id)) };
  }
}
