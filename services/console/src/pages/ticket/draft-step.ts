/** What is to be done with a draft that is kept, once what was written has changed. */
export type DraftStep = 'save' | 'discard' | 'nothing';

export interface Written {
  html: string;
  attachments: readonly string[];
  /** Others may read it before it is sent. */
  shared?: boolean;
}

/** An editor without a text still has a paragraph. */
export const isBlank = ({ html, attachments }: Written): boolean =>
  attachments.length === 0 && html.replace(/<(?!img)[^>]*>|&nbsp;|\s/g, '') === '';

export function draftStep(kept: Written | undefined, written: Written): DraftStep {
  if (isBlank(written)) return kept ? 'discard' : 'nothing';
  const isSame =
    kept?.html === written.html &&
    kept.attachments.join() === written.attachments.join() &&
    (kept.shared ?? false) === (written.shared ?? false);
  return isSame ? 'nothing' : 'save';
}
