import { Injectable } from '@nestjs/common';
import type { Actor, WeightsReport } from '@deskbeat/contracts';
import type { AssignmentDocument } from '../deciding/assignment.store.js';
import { holderOf } from '../domain/assignment.js';
import { weightsReport } from '../domain/weights-report.js';
import { ChoiceStore } from './choice.store.js';
import { ExperienceStore } from './experience.store.js';

const mostReported = 1_000;

/** What comes of tickets, and of choices, is what scores are made of later. */
@Injectable()
export class Outcomes {
  constructor(
    private readonly experience: ExperienceStore,
    private readonly choices: ChoiceStore,
  ) {}

  /** A ticket was resolved, or came back. */
  async of(before: AssignmentDocument, after: AssignmentDocument, at: Date): Promise<void> {
    const personId = holderOf(before);
    if (personId === undefined) return;
    if (before.state === 'assigned' && after.state === 'done') {
      await this.experience.resolved(personId, before.about, Math.max(0, at.getTime() - before.assignedAt.getTime()));
    } else if (before.state === 'done' && after.state === 'waiting') {
      await this.experience.reopened(personId, before.about);
    }
  }

  /** A person chose where the system was not sure. */
  async chosen(before: AssignmentDocument, after: AssignmentDocument, by: Actor, at: Date): Promise<void> {
    if (before.state !== 'waiting' || !before.triaged || after.state !== 'assigned') return;
    const proposals = before.decisions.findLast(({ candidates }) => candidates?.length)?.candidates ?? [];
    const _id = `${after._id}:${after.version}`;
    await this.choices.keep({ _id, ticketId: after._id, at, by, personId: after.personId, proposals });
  }

  async report(): Promise<WeightsReport> {
    return weightsReport(await this.choices.newest(mostReported));
  }
}
