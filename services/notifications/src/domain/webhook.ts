import type { WebhookFormat } from '@deskbeat/contracts';

/** What a webhook is told. */
export interface HookMessage {
  /** `ticket.opened` and the like. */
  readonly type: string;
  /** ISO instant of the event. */
  readonly timestamp: string;
  /** Facts of the event. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same for people, in two parts. */
  readonly title: string;
  readonly text?: string;
  readonly link?: string;
}

const longest = 3_000;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** In Slack's markup, `&`, `<` and `>` stand for something. */
const slackText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** What Markdown would take for markup is shown as it is. */
const markdown = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+!|<>~-]/g, String.raw`\$&`);

/** The body to post, as the receiving product wants it. */
export function bodyFor(format: WebhookFormat, message: HookMessage): object {
  const { type, timestamp, data, title, text = '', link } = message;
  const body = cut(text);
  switch (format) {
    case 'standard':
      return { type, timestamp, data };
    case 'slack':
      return {
        text: slackText(title),
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `*${slackText(title)}*\n${slackText(body)}`.trim() } },
          ...(link === undefined
            ? []
            : [
                {
                  type: 'actions',
                  elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' }, url: link }],
                },
              ]),
        ],
      };
    case 'teams':
      return {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: {
              $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
              type: 'AdaptiveCard',
              version: '1.4',
              body: [
                { type: 'TextBlock', text: markdown(title), weight: 'Bolder', wrap: true },
                ...(body ? [{ type: 'TextBlock', text: markdown(body), wrap: true }] : []),
              ],
              ...(link !== undefined && { actions: [{ type: 'Action.OpenUrl', title: 'Open', url: link }] }),
            },
          },
        ],
      };
    case 'feishu':
      return {
        msg_type: 'post',
        content: {
          post: {
            zh_cn: {
              title,
              content: [
                ...(body ? [[{ tag: 'text', text: body }]] : []),
                ...(link === undefined ? [] : [[{ tag: 'a', text: link, href: link }]]),
              ],
            },
          },
        },
      };
    case 'dingtalk':
      return {
        msgtype: 'markdown',
        markdown: {
          title,
          text: [`### ${markdown(title)}`, markdown(body), link === undefined ? '' : `[${link}](${link})`]
            .filter(Boolean)
            .join('\n\n'),
        },
      };
  }
}
