import Mention from '@tiptap/extension-mention';
import type { SuggestionKeyDownProps, SuggestionProps } from '@tiptap/suggestion';

/** Something that may follow `@` or `/`. */
export interface Suggested {
  id: string;
  label: string;
  detail?: string;
}

/** The open list of suggestions, for the component that draws it. */
export interface OpenList {
  items: readonly Suggested[];
  at: number;
  left: number;
  bottom: number;
  choose: (item: Suggested) => void;
}

interface Source {
  char: string;
  find: (typed: string) => Suggested[] | Promise<Suggested[]>;
  /** Instead of a mention: what takes the place of what was typed. */
  insert?: (item: Suggested) => Promise<string | undefined>;
  show: (list: OpenList | undefined) => void;
}

/** A list that opens at a character; arrows and `Enter` choose. */
export function suggesting(name: string, { char, find, insert, show }: Source) {
  let open: OpenList | undefined;
  const draw = (list: OpenList | undefined): void => {
    open = list;
    show(list);
  };
  const listOf = ({ items, command, clientRect }: SuggestionProps<Suggested, Suggested>): OpenList => {
    const box = clientRect?.();
    return { items, at: 0, left: box?.left ?? 0, bottom: innerHeight - (box?.top ?? 0) + 4, choose: command };
  };
  const onKeyDown = ({ event }: SuggestionKeyDownProps): boolean => {
    if (!open || open.items.length === 0) return false;
    const { items, at, choose } = open;
    if (event.key === 'ArrowDown') draw({ ...open, at: (at + 1) % items.length });
    else if (event.key === 'ArrowUp') draw({ ...open, at: (at - 1 + items.length) % items.length });
    else if (event.key === 'Enter' || event.key === 'Tab') choose(items[at]!);
    else return false;
    return true;
  };
  // What was kept is read again as what it was; a canned reply is a text like any other.
  const parseHTML = () =>
    insert
      ? []
      : [
          {
            tag: 'span[data-mention]',
            getAttrs: (element: HTMLElement) => ({
              id: element.dataset.mention,
              label: element.textContent.replace(/^@/, ''),
            }),
          },
        ];
  return Mention.extend({ name, parseHTML }).configure({
    renderText: ({ node }) => `@${node.attrs.label as string}`,
    renderHTML: ({ node }) => ['span', { 'data-mention': node.attrs.id as string }, `@${node.attrs.label as string}`],
    suggestion: {
      char,
      allowSpaces: false,
      // A slash within a word or an address is no command.
      allowedPrefixes: [' '],
      items: ({ query }) => find(query),
      ...(insert && {
        command: ({ editor, range, props }) => {
          editor.chain().focus().deleteRange(range).run();
          void insert(props as Suggested).then((html) => html && editor.chain().focus().insertContent(html).run());
        },
      }),
      render: () => ({
        onStart: (props) => draw(listOf(props as SuggestionProps<Suggested, Suggested>)),
        onUpdate: (props) => draw(listOf(props as SuggestionProps<Suggested, Suggested>)),
        onExit: () => draw(undefined),
        onKeyDown,
      }),
    },
  });
}
