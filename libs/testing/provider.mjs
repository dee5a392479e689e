import { Provider } from 'oidc-provider';

/** A provider of identities as organisations have one; whoever says who they are is believed. */
const { port, clientId, clientSecret, redirectUri, people } = JSON.parse(process.argv[2]);

const issuer = `http://127.0.0.1:${port}`;
const scope = 'openid email profile';
const provider = new Provider(issuer, {
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  cookies: { keys: ['of a test'] },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
});

const page =
  '<!doctype html><title>Provider</title><form method="post"><input name="login" aria-label="Login"><button>Sign in</button></form>';

async function readBody(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return new URLSearchParams(body);
}

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  if (ctx.method !== 'POST') {
    ctx.type = 'html';
    ctx.body = page;
    return undefined;
  }
  const accountId = (await readBody(ctx.req)).get('login');
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(scope);
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  return undefined;
});

provider.listen(port, '127.0.0.1', () => process.send?.('ready'));
