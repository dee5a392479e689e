import { Injectable } from '@nestjs/common';
import type { Identity } from '@deskbeat/contracts';
import { Authority, Bus, KnownFieldRules } from '@deskbeat/messaging';
import { FieldSight, veiledFacts } from '@deskbeat/permissions';
import { gatewayItself } from '../access/door.js';
import type { Frame } from './frame.js';
import type { Veil } from './live-client.js';

/** Events that tell values of fields. */
const telling = /^(?:id: \d+\n)?event: ticket\.(?:opened|updated|noted|note-edited)\n/;
const notes = /^event: ticket\.note/m;
const data = /^data: (.*)$/m;

/** Keeps values of fields out of the live feed of those who do not see them. */
@Injectable()
export class FeedVeil {
  private readonly rules: KnownFieldRules;

  constructor(
    bus: Bus,
    private readonly authority: Authority,
  ) {
    this.rules = new KnownFieldRules(bus, gatewayItself);
  }

  /** @returns nothing for whom no rule can limit */
  of(identity: Identity | undefined): Veil | undefined {
    if (!identity || !this.authority.isEnforced || identity.role === 'administrator') return undefined;
    return async (frame) => {
      const text = telling.test(frame.bytes.toString('latin1', 0, 80)) ? frame.bytes.toString('utf8') : undefined;
      const sight = text === undefined ? undefined : await this.rules.sightOf(identity);
      return sight ? veiledFrame(frame, text!, sight) : frame;
    };
  }
}

export function veiledFrame(frame: Frame, text: string, sight: FieldSight): Frame {
  const event = JSON.parse(data.exec(text)![1]!) as { data: Record<string, unknown> };
  const seen = veiledFacts(event.data, sight);
  const { attachments: _, mentions: __, length: ___, ...rest } = seen;
  const shown = notes.test(text) && !sight.sees('ticket', 'notes') ? rest : seen;
  const line = `data: ${JSON.stringify({ ...event, data: shown })}`;
  return { ...frame, bytes: Buffer.from(text.replace(data, () => line)) };
}
