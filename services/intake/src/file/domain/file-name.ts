const longest = 150;
const longestExtension = 12;

/** Controls, and characters that turn the direction of writing or cannot be seen: they make one name look like another. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const special = /[<>:"|?*]/g;
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A name that is one visible line, no path and no device, wherever it is saved; never empty. */
export function safeName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1)!;
  const visible = last.replace(invisible, '').replace(special, '_').replace(/\s+/g, ' ');
  const bare = visible.replace(/^[. ]+|[. ]+$/g, '').replace(device, '_$1');
  return bare === '' ? 'file' : shortened(bare);
}

/** The part after the last dot in small letters, `''` where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= longest) return name;
  const extension = extensionOf(name);
  const end = extension !== '' && extension.length <= longestExtension ? `.${extension}` : '';
  return `${characters
    .slice(0, longest - end.length)
    .join('')
    .trimEnd()}${end}`;
}
