import Placeholder from '@tiptap/extension-placeholder';
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { ActionIcon } from '@mantine/core';
import { IconBlockquote, IconBold, IconCode, IconItalic, IconList, IconListNumbers } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/language.js';
import { PersonAvatar } from '../../ui/person-avatar.js';
import { composerWords } from './composer-words.js';
import { suggesting, type OpenList, type Suggested } from './suggestions.js';
import styles from './ticket.module.css';

export interface EditorSources {
  people: (typed: string) => Suggested[];
  replies?: (typed: string) => Promise<Suggested[]>;
  rendered?: (item: Suggested) => Promise<string | undefined>;
}

interface Given extends EditorSources {
  label: string;
  placeholder: string;
  initial: string;
  onChange: (html: string) => void;
  onFiles: (files: File[]) => void;
  onSend: () => void;
  /** Counts up when the text is to go. */
  emptied: number;
  /** Counts up when the cursor is to come. */
  focused: number;
  children?: ReactNode;
}

/** Rich text with mentions and canned replies. */
export default function RichEditor(given: Given) {
  const { label, placeholder, initial, emptied, focused, children } = given;
  const [list, show] = useState<OpenList>();
  const begun = useRef(focused);
  const people = useEffectEvent(given.people);
  const replies = useEffectEvent((typed: string) => given.replies?.(typed) ?? Promise.resolve([]));
  const rendered = useEffectEvent((item: Suggested) => given.rendered?.(item) ?? Promise.resolve(undefined));
  const onFiles = useEffectEvent(given.onFiles);
  const onSend = useEffectEvent(given.onSend);
  const onChange = useEffectEvent(given.onChange);
  const take = (event: Event, files: FileList | undefined): boolean => {
    if (!files || files.length === 0) return false;
    event.preventDefault();
    onFiles([...files]);
    return true;
  };
  const editor = useEditor({
    content: initial,
    // Its view is not there yet when effects run for the first time.
    autofocus: focused > 0 ? 'end' : false,
    shouldRerenderOnTransaction: false,
    extensions: [
      StarterKit.configure({
        heading: false,
        horizontalRule: false,
        link: { openOnClick: false, defaultProtocol: 'https' },
      }),
      Placeholder.configure({ placeholder }),
      suggesting('mention', { char: '@', find: (typed) => people(typed), show }),
      ...(given.replies
        ? [suggesting('canned', { char: '/', find: (typed) => replies(typed), insert: (item) => rendered(item), show })]
        : []),
    ],
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      handlePaste: (_, event) => take(event, event.clipboardData?.files),
      handleDrop: (_, event) => take(event, event.dataTransfer?.files),
      handleKeyDown: (_, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
        onSend();
        return true;
      },
    },
    onUpdate: (update) => onChange(update.editor.getHTML()),
  });
  useEffect(() => {
    if (emptied > 0) editor?.commands.clearContent(true);
  }, [editor, emptied]);
  useEffect(() => {
    if (focused > begun.current) editor?.commands.focus('end');
  }, [editor, focused]);
  return (
    <>
      <div className={styles.editor} onClick={() => editor?.commands.focus()}>
        <EditorContent editor={editor} />
      </div>
      <div className={styles.tools}>
        {editor && <Marks editor={editor} />}
        {children}
      </div>
      {list && <Suggestions list={list} />}
    </>
  );
}

const marks = [
  { name: 'bold', icon: IconBold, toggle: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: IconItalic, toggle: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  {
    name: 'list',
    icon: IconList,
    of: 'bulletList',
    toggle: (editor: Editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'numbers',
    icon: IconListNumbers,
    of: 'orderedList',
    toggle: (editor: Editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'quote',
    icon: IconBlockquote,
    of: 'blockquote',
    toggle: (editor: Editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  { name: 'code', icon: IconCode, toggle: (editor: Editor) => editor.chain().focus().toggleCode().run() },
] as const;

function Marks({ editor }: { editor: Editor }) {
  const t = useWords(composerWords);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => marks.map((mark) => now.isActive('of' in mark ? mark.of : mark.name)).join(),
  }).split(',');
  return marks.map(({ name, icon: Icon, toggle }, index) => (
    <ActionIcon
      key={name}
      size={26}
      aria-label={t(name)}
      aria-pressed={active[index] === 'true'}
      variant={active[index] === 'true' ? 'light' : 'subtle'}
      onClick={() => toggle(editor)}
    >
      <Icon size={16} />
    </ActionIcon>
  ));
}

function Suggestions({ list: { items, at, left, bottom, choose } }: { list: OpenList }) {
  const t = useWords(composerWords);
  return (
    <div className={styles.suggestions} style={{ left: Math.min(left, innerWidth - 336), bottom }} role="listbox">
      {items.length === 0 && <div className={`${styles.suggestion} db-quiet`}>{t('noMatch')}</div>}
      {items.map((item, index) => (
        <div
          key={item.id}
          role="option"
          aria-selected={index === at}
          className={styles.suggestion}
          onMouseDown={(event) => {
            event.preventDefault();
            choose(item);
          }}
        >
          {item.detail === undefined && <PersonAvatar id={item.id} name={item.label} size={20} />}
          <span className="db-line">{item.label}</span>
          {item.detail && <span className="db-quiet db-line">{item.detail}</span>}
        </div>
      ))}
    </div>
  );
}
