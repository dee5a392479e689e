/** Brings the first input that was refused before the reader: what is wrong may be out of sight, or below a toast. */
export function toFirstFault(form: HTMLElement | null): void {
  const refused = form?.querySelector<HTMLElement>("[aria-invalid='true']");
  refused?.focus({ preventScroll: true });
  refused?.scrollIntoView({ block: 'center' });
}
