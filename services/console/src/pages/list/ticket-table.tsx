import { useQuery } from '@tanstack/react-query';
import { useMemo, type CSSProperties } from 'react';
import { queuesQuery } from '../../api/queries.js';
import { useFormats, useLanguage } from '../../i18n/language.js';
import { say } from '../../i18n/words.js';
import { useTypeName } from '../../ui/ticket-row.js';
import { channelWords } from '../../ui/vocabulary-words.js';
import { leastWidth, template, type CellNaming } from './columns.js';
import type { Source } from './list-source.js';
import { TableHead } from './table-head.js';
import { TicketRows, type Rows } from './ticket-rows.js';

interface Table extends Rows {
  source: Source;
  order?: string;
  onSort: (order: string) => void;
}

/** Tickets by rows and columns. */
export function TicketTable({ source, order, onSort, ...rows }: Table) {
  const named = useCellNaming();
  const { items, columns, chosen, onChoose } = rows;
  const style = {
    '--list-columns': template(columns),
    '--list-width': `${leastWidth(columns)}px`,
  } as CSSProperties;
  return (
    <div role="table" aria-rowcount={items.length + 1} style={style}>
      <TableHead
        items={items}
        columns={columns}
        chosen={chosen}
        source={source}
        order={order}
        onSort={onSort}
        onChoose={onChoose}
      />
      <TicketRows {...rows} named={named} />
    </div>
  );
}

function useCellNaming(): CellNaming {
  const { language } = useLanguage();
  const { ago } = useFormats();
  const type = useTypeName();
  const queues = useQuery(queuesQuery).data?.items;
  // The same as long as it says the same: rows that are drawn stay drawn while one scrolls.
  return useMemo(
    () => ({
      type,
      channel: (channel) => say(channelWords[channel], language),
      queue: (id) => queues?.find((queue) => queue.id === id)?.name ?? id,
      ago: (at) => ago(at, 'narrow'),
    }),
    [type, language, queues, ago],
  );
}
