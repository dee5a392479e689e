import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Problem, type SendLetter, type SentLetter } from '@deskbeat/contracts';
import { Mailer } from '../mailer.js';

/** Letters of other services that are not kept here. */
@Injectable()
export class LetterService {
  private readonly logger = new Logger('letters');

  constructor(private readonly mailer: Mailer) {}

  /** @throws Problem `service-unavailable` when the mail server does not take it */
  async send({ to, subject, text }: SendLetter): Promise<SentLetter> {
    try {
      await this.mailer.send({ _id: randomUUID(), recipient: to, cause: 'letter', title: subject, body: text });
      return { to };
    } catch (error) {
      this.logger.warn(`a letter was not taken: ${String(error)}`);
      throw new Problem('service-unavailable', { detail: 'the mail server does not take the letter' });
    }
  }
}
