import { useQuery } from '@tanstack/react-query';
import type { MacroActions, Wording } from '@deskbeat/contracts';
import { peopleQuery, queuesQuery } from '../../api/queries.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useTypeName } from '../../ui/ticket-row.js';
import { priorityWords, statusWords } from '../../ui/vocabulary-words.js';
import { actionWords } from './bulk-words.js';

const plain = ({ text, html = '' }: Wording): string => text ?? html.replace(/<[^>]*>/g, ' ').trim();

/** What a macro does, a sentence for each of its actions. */
export function useActionTexts(): (actions: MacroActions) => string[] {
  const t = useWords(actionWords);
  const { language } = useLanguage();
  const typeName = useTypeName();
  const people = useQuery(peopleQuery).data?.items;
  const queues = useQuery(queuesQuery).data?.items;
  return (actions) => {
    const { type, priority, addTags, removeTags, assignTo, queueId, fields, note, reply, status, snoozeMinutes } =
      actions;
    const holder = assignTo === 'me' ? t('me') : people?.find(({ id }) => id === assignTo)?.name;
    const values: Partial<Record<Exclude<keyof typeof actionWords, 'me'>, string | undefined>> = {
      type: type && typeName(type),
      priority: priority && say(priorityWords[priority], language),
      addTags: addTags?.join(', '),
      removeTags: removeTags?.join(', '),
      fields: fields && Object.keys(fields).join(', '),
      assignTo: assignTo && (holder ?? assignTo),
      queueId: queueId && (queues?.find(({ id }) => id === queueId)?.name ?? queueId),
      note: note && plain(note),
      reply: reply && plain(reply),
      status: status && say(statusWords[status], language),
      snoozeMinutes: snoozeMinutes === undefined ? undefined : String(snoozeMinutes),
    };
    const names = Object.keys(values) as (keyof typeof values)[];
    return names.flatMap((name) => (values[name] ? t(name, { value: values[name] }) : []));
  };
}
