import {
  Problem,
  ticketConfirmed,
  ticketRated,
  ticketRejected,
  type AnswerConfirmation,
  type ConfirmationView,
  type FieldError,
  type Status,
  type TicketAsked,
} from '@deskbeat/contracts';
import { waking } from './attention.js';
import { changed, entered, statusFact } from './change.js';
import type { Confirmation } from './confirmation.js';
import { canReopen, movesOf } from './moves.js';
import { defined, fact, nothingToDo, type Decision, type Fact } from './revision.js';
import type { TicketRules } from './rules.js';
import { fieldsOf, holderOf, mergedInto, stateOf, statusPartOf, type StatusPart, type Ticket } from './ticket-state.js';

type Said = Omit<AnswerConfirmation, 'token'>;

/** A question to the customer, as a link names it. */
export interface Question {
  cycle: number;
  expiresAt: Date;
}

/** @throws Problem `link-expired` when the customer was asked anew, or the ticket goes on elsewhere */
function asked(ticket: Ticket, { cycle }: Question): Confirmation {
  const { confirmation } = ticket;
  if (confirmation?.cycle !== cycle || mergedInto(ticket) !== undefined) throw new Problem('link-expired');
  return confirmation;
}

function open(ticket: Ticket, { answer, rating }: Confirmation): { mayAnswer: boolean; mayRate: boolean } {
  const { status } = ticket;
  const asks = status === 'awaiting-confirmation' || status === 'resolved';
  return {
    mayAnswer: asks && answer === undefined,
    mayRate: (asks || status === 'closed') && rating === undefined,
  };
}

/** What the customer is shown. */
export function questionView(ticket: Ticket, question: Question): ConfirmationView {
  const confirmation = asked(ticket, question);
  const { number, subject, status } = ticket;
  const { answer, rating } = confirmation;
  const expiresAt = question.expiresAt.toISOString();
  return defined({
    number,
    subject,
    status,
    cycle: question.cycle,
    answer,
    rating,
    expiresAt,
    ...open(ticket, confirmation),
  });
}

/**
 * What the customer says to a question. Said again, it changes nothing.
 * @throws Problem `validation-failed`, `link-expired`, `already-answered`, `move-not-allowed` when it is too late to reject
 */
export function answer(ticket: Ticket, question: Question, said: Said, now: Date, rules: TicketRules): Decision {
  checkSaid(said);
  const before = asked(ticket, question);
  const news = newsIn(said, before);
  if (news.answer === undefined && news.rating === undefined) return nothingToDo;
  const may = open(ticket, before);
  if ((news.answer && !may.mayAnswer) || (news.rating && !may.mayRate)) throw new Problem('already-answered');
  if (news.answer === 'rejected' && ticket.status === 'resolved' && !canReopen(ticket, now, rules)) {
    throw new Problem('move-not-allowed', { detail: 'it is too late to reopen the ticket' });
  }
  const { number, customerId } = ticket;
  const assigneeId = holderOf(ticket)?.assigneeId;
  const about: TicketAsked = defined({ number, customerId, cycle: before.cycle, assigneeId });
  const { facts: moves, part } = moved(ticket, news, now, rules);
  const woken = waking(ticket, 'reply');
  const facts = [...answered(about, said, news), ...woken.facts, ...moves] as [Fact, ...Fact[]];
  const satisfaction =
    news.rating === undefined ? {} : { satisfaction: { rating: news.rating, at: now, cycle: before.cycle } };
  return changed(ticket, now, facts, { confirmation: { ...before, ...news }, ...satisfaction, ...woken.changes }, part);
}

function checkSaid({ answer: wanted, reason, rating, comment }: Said): void {
  const errors: FieldError[] = [];
  const refuse = (pointer: string, message: string): void => void errors.push({ pointer, message });
  if (wanted === undefined && rating === undefined) refuse('/answer', 'say confirm or reject, or give a rating');
  if (wanted === 'reject' && reason === undefined) refuse('/reason', 'is needed to reject');
  if (wanted !== 'reject' && reason !== undefined) refuse('/reason', 'comes with a rejection only');
  if (comment !== undefined && rating === undefined && wanted !== 'confirm') {
    refuse('/comment', 'comes with a confirmation or a rating');
  }
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
}

type News = Pick<Confirmation, 'answer' | 'rating'>;

/** The part of what is said that is not known. @throws Problem `already-answered` when something else was said before */
function newsIn({ answer: wanted, rating }: Said, before: Confirmation): News {
  const said = wanted && (wanted === 'confirm' ? 'confirmed' : 'rejected');
  const differs = <T>(one: T | undefined, other: T | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  if (differs(said, before.answer) || differs(rating, before.rating)) throw new Problem('already-answered');
  return defined({
    answer: said === before.answer ? undefined : said,
    rating: rating === before.rating ? undefined : rating,
  });
}

function answered(about: TicketAsked, { reason, comment }: Said, news: News): Fact[] {
  const facts: Fact[] = [];
  if (news.answer === 'confirmed')
    facts.push(fact(ticketConfirmed, about, news.rating === undefined ? comment : undefined));
  if (news.answer === 'rejected') facts.push(fact(ticketRejected, { ...about, length: reason!.length }, reason));
  if (news.rating !== undefined) {
    facts.push(fact(ticketRated, { ...about, rating: news.rating, length: comment?.length }, comment));
  }
  return facts;
}

/** A ticket that still owes something, a required step for example, does not move by a customer's click. */
function moved(ticket: Ticket, news: News, now: Date, rules: TicketRules): { facts: Fact[]; part: StatusPart } {
  const { status } = ticket;
  const free = (at: StatusPart, to: Status): boolean => {
    const there = { ...stateOf(fieldsOf(ticket), at), _id: ticket._id, version: ticket.version };
    return movesOf(there, now, rules, 'customer').some((move) => move.to === to && move.needs.length === 0);
  };
  if (news.answer === 'rejected') {
    const facts = [statusFact(status, 'in-progress', 'the customer rejected the solution')];
    return { facts, part: entered(ticket, 'in-progress', now, {}) };
  }
  const facts: Fact[] = [];
  let part = statusPartOf(ticket);
  if (news.answer === 'confirmed' && status === 'awaiting-confirmation' && free(part, 'resolved')) {
    facts.push(statusFact(status, 'resolved', 'the customer confirmed'));
    part = entered(ticket, 'resolved', now, {});
  }
  if (news.rating !== undefined && part.status === 'resolved' && free(part, 'closed')) {
    facts.push(statusFact('resolved', 'closed', 'the customer rated'));
    part = entered(ticket, 'closed', now, {});
  }
  return { facts, part };
}
