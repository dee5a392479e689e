import { Button, Divider, Paper, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { addressOf, post } from '../api/client.js';
import { isProblem, type ApiProblem } from '../api/problem.js';
import { peopleQuery } from '../api/queries.js';
import { signIn, type Entrance as Given } from '../api/session.js';
import { passkeysWorkAt, signInWaysQuery, takeSsoOutcome } from '../api/sign-in-ways.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { say } from '../i18n/words.js';
import { PersonAvatar } from '../ui/person-avatar.js';
import { reasonOf, titleOf } from '../ui/problem.js';
import { appWords } from './app-words.js';
import styles from './entrance.module.css';
import { signInWords, ssoWords } from './sign-in-words.js';

const PasskeyDoor = lazy(() => import('./passkey-door.js'));

/** The way in. */
export function Entrance({ isBack, enter }: Given) {
  const t = useWords(signInWords);
  return (
    <main className={styles.entrance} data-over={isBack || undefined}>
      <Paper withBorder className={styles.paper}>
        <img src="/deskbeat.svg" width={36} height={36} alt="Deskbeat" />
        <h1>{t('title')}</h1>
        {isBack && <p className="db-quiet">{t('back')}</p>}
        <SignIn />
        <OtherWays />
        <WorkingAs enter={enter} />
      </Paper>
    </main>
  );
}

function SignIn() {
  const t = useWords(signInWords);
  const { language } = useLanguage();
  const [form, setForm] = useState({ email: '', password: '', code: '' });
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const asksCode = wanted.includes('code');
  const work = useMutation({
    mutationFn: () => {
      const { email, password, code } = form;
      return signIn({ email: email.trim(), password, ...(code.trim() && { code: code.trim() }) });
    },
    onError: (error) => isProblem(error, 'second-factor-needed') && setWanted(wantedIn(error)),
  });
  const isRefused = work.error && !(isProblem(work.error, 'second-factor-needed') && (form.code === '' || !asksCode));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        work.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.currentTarget.value })}
        />
        <PasswordInput
          size="sm"
          label={t('password')}
          name="password"
          autoComplete="current-password"
          required
          value={form.password}
          onChange={(event) => setForm({ ...form, password: event.currentTarget.value })}
        />
        {asksCode && (
          <TextInput
            autoFocus
            label={t('code')}
            description={t('codeHint')}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            value={form.code}
            onChange={(event) => setForm({ ...form, code: event.currentTarget.value })}
          />
        )}
        {wanted.length > 0 && !asksCode && <p className={styles.refused}>{t('needsPasskey')}</p>}
        {isRefused && (
          <p role="alert" className={styles.refused}>
            {titleOf(work.error, language)}
            {reasonOf(work.error, language) && <span className="db-quiet"> {reasonOf(work.error, language)}</span>}
          </p>
        )}
        <Button type="submit" size="sm" loading={work.isPending}>
          {t('title')}
        </Button>
        <Forgot email={form.email.trim()} />
      </Stack>
    </form>
  );
}

/** What the account has to show besides the password: `code`, `passkey`. */
const wantedIn = ({ members: { wanted } }: ApiProblem): string[] =>
  Array.isArray(wanted) ? wanted.map(String) : ['code'];

/** What else is configured; what went wrong elsewhere stands in the address. */
function OtherWays() {
  const t = useWords(signInWords);
  const { language } = useLanguage();
  const { data: ways } = useQuery(signInWaysQuery);
  const [outcome] = useState(takeSsoOutcome);
  const hasPasskeys = passkeysWorkAt(ways, location.origin);
  if (!ways?.sso && !hasPasskeys) return null;
  return (
    <>
      <Divider my="md" label={t('or')} />
      {outcome && (
        <p role="alert" className={styles.refused}>
          {say(ssoWords[outcome] ?? ssoWords.unavailable!, language)}
        </p>
      )}
      <Stack gap="sm">
        {hasPasskeys && (
          <Suspense>
            <PasskeyDoor />
          </Suspense>
        )}
        {ways?.sso && (
          <Button
            component="a"
            fullWidth
            size="sm"
            variant="default"
            href={addressOf('/sso', { to: `${location.pathname}${location.search}` })}
            leftSection={<IconBuilding size={16} />}
          >
            {t('sso', { name: ways.sso.name })}
          </Button>
        )}
      </Stack>
    </>
  );
}

function Forgot({ email }: { email: string }) {
  const t = useWords(signInWords);
  const { language } = useLanguage();
  const ask = useMutation({ mutationFn: () => post('/password-resets', { email }) });
  if (ask.isSuccess) return <p className="db-quiet">{t('mailed')}</p>;
  return (
    <>
      <Button
        variant="subtle"
        title={email ? undefined : t('enterEmail')}
        disabled={!email}
        loading={ask.isPending}
        onClick={() => ask.mutate()}
      >
        {t('forgot')}
      </Button>
      {ask.error && <p className={styles.refused}>{titleOf(ask.error, language)}</p>}
    </>
  );
}

/** Where the system lets everybody in, one says who of the directory one is. */
function WorkingAs({ enter }: Pick<Given, 'enter'>) {
  const t = useWords(appWords);
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  if (people.length === 0) return null;
  return (
    <>
      <Divider my="md" label={t('workingAs')} />
      {people.map(({ id, name }) => (
        <Button
          key={id}
          fullWidth
          variant="subtle"
          color="gray"
          justify="start"
          size="sm"
          leftSection={<PersonAvatar id={id} name={name} />}
          onClick={() => enter({ id, name })}
        >
          {name}
        </Button>
      ))}
    </>
  );
}
