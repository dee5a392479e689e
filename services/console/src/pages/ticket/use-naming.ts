import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Channel, Priority, TicketView } from '@deskbeat/contracts';
import { peopleQuery, queuesQuery, typesQuery } from '../../api/queries.js';
import { useFormats, useLanguage } from '../../i18n/language.js';
import { say, type Word } from '../../i18n/words.js';
import { useTypeName } from '../../ui/ticket-row.js';
import {
  channelWords,
  noticeCauseWords,
  noticeChannelWords,
  priorityWords,
  statusWords,
  targetWords,
} from '../../ui/vocabulary-words.js';
import type { Naming } from './facts.js';
import { relationsQuery } from './ticket-data.js';

const fieldWords: Readonly<Record<string, Word>> = {
  subject: { en: 'subject', zh: '主题' },
  type: { en: 'type', zh: '类型' },
  priority: { en: 'priority', zh: '优先级' },
  tags: { en: 'tags', zh: '标签' },
  affected: { en: 'affected customers', zh: '受影响客户数' },
  product: { en: 'product', zh: '产品' },
  region: { en: 'region', zh: '地区' },
  plannedFor: { en: 'planned for', zh: '计划时间' },
  tier: { en: 'customer tier', zh: '客户等级' },
  customerName: { en: 'customer name', zh: '客户名称' },
};

const anotherTicket: Word = { en: 'another ticket', zh: '其他工单' };

/** Names of what the facts of a ticket are about. */
export function useNaming({ id: ticketId, customerName, customerId, type }: TicketView): Naming {
  const { language } = useLanguage();
  const { instant } = useFormats();
  const typeName = useTypeName();
  const people = useQuery(peopleQuery).data?.items;
  const queues = useQuery(queuesQuery).data?.items;
  const related = useQuery(relationsQuery(ticketId)).data?.items;
  const fields = useQuery(typesQuery).data?.items.find(({ key }) => key === type)?.fields;
  return useMemo(() => {
    const person = (id: string) => people?.find((one) => one.id === id)?.name ?? id;
    const values: Readonly<Record<string, (value: unknown) => string>> = {
      type: (value) => typeName(String(value)),
      priority: (value) => say(priorityWords[value as Priority], language),
      queueId: (value) => queues?.find(({ id }) => id === value)?.name ?? String(value),
      plannedFor: (value) => instant(String(value)),
    };
    return {
      who: ({ kind, id, name }) =>
        name ?? (kind === 'person' ? person(id) : kind === 'customer' ? (customerName ?? customerId) : id),
      person,
      status: (status) => say(statusWords[status], language),
      target: (target) => say(targetWords[target], language),
      channel: (channel) =>
        channelWords[channel as Channel] ? say(channelWords[channel as Channel], language) : channel,
      field: (field) => {
        const own = field.startsWith('fields.')
          ? fields?.find(({ key }) => `fields.${key}` === field)?.label
          : undefined;
        return fieldWords[field] ? say(fieldWords[field], language) : (own ?? field);
      },
      value: (field, value) => (Array.isArray(value) ? value.join(', ') : (values[field]?.(value) ?? String(value))),
      instant,
      notice: (cause, channel) => ({
        cause: say(noticeCauseWords[cause], language),
        channel: say(noticeChannelWords[channel], language),
      }),
      ticket: (id) => related?.find(({ ticket }) => ticket.id === id)?.ticket.number ?? say(anotherTicket, language),
    } satisfies Naming;
  }, [people, queues, related, fields, language, instant, typeName, customerName, customerId]);
}
