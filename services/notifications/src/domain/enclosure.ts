import type { AttachmentFacts, NoticeLanguage } from '@deskbeat/contracts';
import { htmlOf } from './letter.js';
import { words } from './words.js';

/** What becomes of the files of a message in its letter. */
export interface Enclosure {
  readonly carried: readonly AttachmentFacts[];
  /** Too large for this letter. */
  readonly tooLarge: readonly AttachmentFacts[];
  /** Not there any more, or not to be given out. */
  readonly missing: readonly AttachmentFacts[];
}

/**
 * Each file that still fits, in the order of the message; the same each time as long as the same files are there.
 * @param there ids of those that can be read
 * @param limit bytes of all files of a letter
 */
export function enclosureOf(files: readonly AttachmentFacts[], there: ReadonlySet<string>, limit: number): Enclosure {
  const carried: AttachmentFacts[] = [];
  const tooLarge: AttachmentFacts[] = [];
  let left = limit;
  for (const file of files.filter(({ id }) => there.has(id))) {
    if (file.size > left) tooLarge.push(file);
    else {
      carried.push(file);
      left -= file.size;
    }
  }
  return { carried, tooLarge, missing: files.filter(({ id }) => !there.has(id)) };
}

/** What the letter says of files that it does not carry; `''` where it carries all. @param link where the customer finds them */
export function noteOn({ tooLarge, missing }: Enclosure, language: NoticeLanguage, link: string): string {
  const { filesTooLarge, filesMissing } = words[language];
  const list = (files: readonly AttachmentFacts[]): string => files.map(({ name }) => `\n- ${oneLine(name)}`).join('');
  return [
    ...(tooLarge.length > 0 ? [`${filesTooLarge(link)}${list(tooLarge)}`] : []),
    ...(missing.length > 0 ? [`${filesMissing}${list(missing)}`] : []),
  ].join('\n\n');
}

/** The letter with a note at its end; the HTML shows pictures that come with it in their place. */
export function withNote(
  text: string,
  html: string,
  note: string,
  shown: ReadonlyMap<string, string>,
): [string, string] {
  const inPlace = html.replaceAll(pictureSource, (whole, id: string) => {
    const cid = shown.get(id);
    return cid === undefined ? whole : `src="cid:${cid}"`;
  });
  return note === '' ? [text, inPlace] : [`${text}\n\n${note}`, `${inPlace}${htmlOf(`\n${note}`)}`];
}

/** Ids of the files that the HTML of a message shows as pictures. */
export const picturesIn = (html: string): Set<string> =>
  new Set([...html.matchAll(pictureSource)].map(([, id]) => id!));

const pictureSource = /src="\/api\/v1\/files\/([\w-]{1,64})(?:\/thumbnail)?"/g;

const shownPictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
export const isShown = (type: string): boolean => shownPictures.has(type);

/** What acts when it is opened, or would be read as a part of the letter, goes as mere bytes. */
export function letterType(type: string): string {
  const bare = type.toLowerCase();
  const isPlain = /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/.test(bare) && !/^(message|multipart)\//.test(bare);
  return isPlain && !/html|svg|javascript|ecmascript|[/+]xml$/.test(bare) ? bare : 'application/octet-stream';
}

/** One visible line without a path, whoever named it. */
export const letterName = (name: string): string => oneLine(name).replaceAll(/[/\\"<>:|?*]/g, '_') || 'file';

const oneLine = (name: string): string => name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
