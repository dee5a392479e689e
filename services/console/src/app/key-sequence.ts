/** What is needed of a keyboard event. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const togetherMs = 1_200;

/**
 * Names what was pressed: `e`, `?`, `mod+k`, or after `g` both together, `g l`. Letters count whatever their case, so that a
 * caps lock does no harm.
 */
export class KeySequence {
  private begun?: { key: string; at: number };

  press({ key, ctrlKey, metaKey, altKey }: Press, now: number): string | undefined {
    const begun = this.begun && now - this.begun.at < togetherMs ? this.begun.key : undefined;
    this.begun = undefined;
    if (altKey) return undefined;
    const name = key.length === 1 ? key.toLowerCase() : key;
    if (ctrlKey || metaKey) return `mod+${name.toLowerCase()}`;
    if (begun) return `${begun} ${name}`;
    if (name !== 'g') return name;
    this.begun = { key: name, at: now };
    return undefined;
  }
}
