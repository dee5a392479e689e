import { defineRequest } from '../contract.js';
import { Email, Line, Text } from '../fields.js';

/** A letter that is sent at once and kept nowhere: what stands in it may let somebody in. */
export class SendLetter {
  @Email() to: string;
  @Line(250) subject: string;
  /** Plain text; addresses in it become links. */
  @Text(10_000) text: string;
}

export class SentLetter {
  @Email() to: string;
}

export const sendLetter = defineRequest(
  'rpc.notifications.send-letter.v1',
  'Send a letter now or say that it cannot be sent',
  SendLetter,
  SentLetter,
);
