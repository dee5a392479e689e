import { Inject, Injectable } from '@nestjs/common';
import { IntakeConfig } from '../intake.config.js';
import { TypeCatalogue } from '../ticket-type/ticket-type.catalogue.js';
import type { TicketRules } from './domain/rules.js';

const dayMs = 24 * 60 * 60 * 1000;

/** What the organisation has settled, as it is now. */
@Injectable()
export class RuleBook {
  constructor(
    private readonly types: TypeCatalogue,
    @Inject(IntakeConfig) private readonly config: IntakeConfig,
  ) {}

  /** @param type one that is asked for, which may be quite new */
  async current(type?: string): Promise<TicketRules> {
    const types = await this.types.current(type);
    return { reopenWindowMs: this.config.REOPEN_WINDOW_DAYS * dayMs, types };
  }
}
