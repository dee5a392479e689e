import type { TicketView } from '@deskbeat/contracts';
import { useFormats, useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useTypeName } from '../../ui/ticket-row.js';
import { channelWords, priorityWords, statusWords } from '../../ui/vocabulary-words.js';
import { panelWords } from './panel-words.js';
import { ticketWords } from './ticket-words.js';
import styles from './ticket.module.css';

/** What a printed ticket says of itself, in place of what can be pressed on a screen. */
export function PaperHead({ ticket }: { ticket: TicketView }) {
  const t = useWords(ticketWords);
  const panel = useWords(panelWords);
  const { language } = useLanguage();
  const { instant, number } = useFormats();
  const typeName = useTypeName();
  const { status, priority, type, channel, assigneeName, customerName, customerId } = ticket;
  const facts = [
    [t('status'), say(statusWords[status], language)],
    [t('priority'), say(priorityWords[priority], language)],
    [t('assignee'), assigneeName ?? t('nobody')],
    [panel('customer'), customerName ?? customerId],
    [panel('type'), typeName(type)],
    [panel('channel'), say(channelWords[channel], language)],
    [panel('opened'), instant(ticket.createdAt)],
    [panel('dueAt'), ticket.dueAt && instant(ticket.dueAt)],
    [panel('product'), ticket.product],
    [panel('affected'), ticket.affected && number(ticket.affected)],
    [panel('tags'), ticket.tags.join(', ')],
    [t('resolution'), ticket.resolution],
  ].filter(([, value]) => value);
  return (
    <dl className={styles.paper}>
      {facts.map(([label, value]) => [
        <dt key={`${label}-label`}>{label}</dt>,
        <dd key={`${label}-value`}>{value}</dd>,
      ])}
    </dl>
  );
}
