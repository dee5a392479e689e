import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../i18n/language.js';
import { kitWords } from '../../../ui/kit-words.js';

interface Question {
  text: string;
  yes: string;
  answer: (sure: boolean) => void;
}

/** Asks once more before something that cannot be undone. */
export function useConfirming() {
  const t = useWords(kitWords);
  const [question, setQuestion] = useState<Question>();
  const confirm = (text: string, yes: string): Promise<boolean> =>
    new Promise((resolve) =>
      setQuestion({
        text,
        yes,
        answer: (sure) => {
          setQuestion(undefined);
          resolve(sure);
        },
      }),
    );
  const dialog = question && (
    <Modal opened onClose={() => question.answer(false)} title={question.text}>
      <Group justify="end">
        <Button variant="default" onClick={() => question.answer(false)} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color="red" onClick={() => question.answer(true)}>
          {question.yes}
        </Button>
      </Group>
    </Modal>
  );
  return { confirm, dialog };
}
