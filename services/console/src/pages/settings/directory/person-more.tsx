import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PersonView } from '@deskbeat/contracts';
import { accountQuery, resetSecondFactor } from '../../../api/account.js';
import { queryClient } from '../../../api/queries.js';
import { useWords } from '../../../i18n/language.js';
import { useDoing } from '../../../ui/toaster.js';
import { signInRulesWords } from '../sign-in/sign-in-words.js';

/** How somebody signs in, for those who may know. */
export const PersonMore = ({ view }: { view?: PersonView }) => view && <SignIn view={view} />;

function SignIn({ view }: { view: PersonView }) {
  const t = useWords(signInRulesWords);
  const doing = useDoing();
  const { data: account } = useQuery(accountQuery(view.id));
  if (!account) return null;
  const reset = async () => {
    const after = await resetSecondFactor(view.id);
    queryClient.setQueryData(accountQuery(view.id).queryKey, after);
  };
  return (
    <Stack gap="sm" align="start">
      <span className="db-quiet">{t(account.hasSecondFactor ? 'hasFactor' : 'hasNone', { email: account.email })}</span>
      {account.hasSecondFactor && (
        <Button variant="default" onClick={() => void doing(t('wasReset', { name: view.name }), reset)}>
          {t('reset')}
        </Button>
      )}
    </Stack>
  );
}
