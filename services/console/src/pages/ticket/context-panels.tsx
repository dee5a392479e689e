import type { TicketView } from '@deskbeat/contracts';
import { to, useAllowed } from '../../api/permissions.js';
import { CustomerPanel } from './customer-panel.js';
import { DetailsPanel } from './details-panel.js';
import { FilesPanel, PeoplePanel } from './people-panel.js';
import { ProcedurePanel } from './procedure-panel.js';
import { RelationsPanel } from './relations/relations-panel.js';
import { SlaPanel } from './sla-panel.js';
import styles from './ticket.module.css';
import type { Changing } from './use-changing.js';

/** Everything about a ticket that is not its conversation. */
export function ContextPanels({ ticket, changing }: { ticket: TicketView; changing: Changing }) {
  const mayWork = useAllowed(to.work);
  return (
    <fieldset className={styles.plain} disabled={!mayWork}>
      <CustomerPanel ticket={ticket} />
      <ProcedurePanel ticket={ticket} changing={changing} />
      <SlaPanel ticket={ticket} />
      <DetailsPanel ticket={ticket} changing={changing} />
      <RelationsPanel ticket={ticket} />
      <PeoplePanel ticket={ticket} />
      <FilesPanel ticket={ticket} />
    </fieldset>
  );
}
