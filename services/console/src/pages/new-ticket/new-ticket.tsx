import { Autocomplete, Button, FileButton, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPaperclip } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { typesQuery } from '../../api/queries.js';
import { useWords } from '../../i18n/language.js';
import { FileChip } from '../../ui/file-chip.js';
import { useFound } from '../../ui/reference-picker.js';
import { toFirstFault } from '../../ui/to-first-fault.js';
import { useUploads } from '../../ui/use-uploads.js';
import { customerOf, missingIn, ticketOf } from './filled.js';
import { newTicketWords } from './new-ticket-words.js';
import styles from './new-ticket.module.css';
import { About, Classification, TypeFields } from './traits.js';
import { useBegun, useOpening } from './use-opening.js';

/** Of a ticket that is opened without one. */
const defaultType = 'inquiry';

/** Takes an issue in for a customer who is on the phone or at the desk. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(newTicketWords);
  const types = useQuery(typesQuery).data?.items.filter(({ active }) => active) ?? [];
  const { filled, files, key, isKept, change, keepFiles, clear } = useBegun();
  const [tried, setTried] = useState(0);
  const type = types.find((one) => one.key === (filled.type ?? defaultType));
  const uploads = useUploads(files);
  useEffect(() => keepFiles(uploads.files), [uploads.files]);
  const { create, faults } = useOpening(key, onClose);
  const missing = missingIn(filled, type);
  const errorAt = (pointer: string) =>
    tried > 0 && missing.includes(pointer)
      ? t(pointer.startsWith('/fields/') ? 'neededByType' : 'needed')
      : faults.at(pointer);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => toFirstFault(form.current), [tried, create.error]);
  const submit = () => {
    setTried((count) => count + 1);
    if (missing.length > 0 || uploads.pending > 0 || create.isPending) return;
    create.mutate(
      ticketOf(
        filled,
        type,
        uploads.files.map(({ id }) => id),
      ),
    );
  };
  const take = (event: ClipboardEvent | DragEvent, transfer: DataTransfer) => {
    if (transfer.files.length === 0) return;
    event.preventDefault();
    void uploads.add(transfer.files);
  };
  const traits = { filled, type, errorAt, onChange: change };
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
        onPaste={(event) => take(event, event.clipboardData)}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => take(event, event.dataTransfer)}
      >
        <Stack gap="md">
          {isKept && (
            <div className={styles.kept}>
              <span className="db-quiet">{t('kept')}</span>
              <Button
                variant="default"
                size="compact-xs"
                onClick={() => {
                  clear();
                  uploads.clear();
                  setTried(0);
                  create.reset();
                }}
              >
                {t('clear')}
              </Button>
            </div>
          )}
          <Customer {...traits} />
          <TextInput
            label={t('subject')}
            required
            maxLength={250}
            value={filled.subject}
            error={errorAt('/subject')}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('text')}
            minRows={4}
            maxRows={12}
            value={filled.text}
            error={errorAt('/text')}
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <Classification {...traits} types={types} />
          <TypeFields {...traits} />
          <About {...traits} />
          <div className={styles.end}>
            <FileButton multiple onChange={(chosen) => void uploads.add(chosen)}>
              {(props) => (
                <Button variant="default" leftSection={<IconPaperclip size={14} />} {...props}>
                  {t('attach')}
                </Button>
              )}
            </FileButton>
            {uploads.files.map((file) => (
              <FileChip key={file.id} file={file} onRemove={() => uploads.drop(file.id)} />
            ))}
            {uploads.pending > 0 && <span className="db-quiet">{t('uploading', { n: uploads.pending })}</span>}
            <Button type="submit" loading={create.isPending} disabled={uploads.pending > 0}>
              {t('create')}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

/** Who it is about: somebody who is known, or what somebody new says of themselves. */
function Customer({ filled, errorAt, onChange }: Parameters<typeof About>[0]) {
  const t = useWords(newTicketWords);
  const found = useFound('customer', filled.customer);
  // Two of the same name and address would be one choice.
  const byLabel = new Map(found.map(({ value, label }) => [label, value]));
  const isNew = filled.customerId === undefined && customerOf(filled) !== undefined;
  return (
    <Autocomplete
      data-autofocus
      size="sm"
      label={t('customer')}
      required
      description={isNew ? t('newCustomer', { who: filled.customer.trim() }) : t('customerHint')}
      error={errorAt('/customer')}
      value={filled.customer}
      onChange={(customer) => onChange({ customer, customerId: byLabel.get(customer) })}
      data={[...byLabel.keys()]}
      filter={({ options }) => options}
    />
  );
}
