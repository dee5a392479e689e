export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** The language of ours that a browser likes best; English where it likes none. */
export function languageOf(accepted = ''): Language {
  const wishes = accepted.split(',').map((wish, at) => {
    const [range = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const weight = parameters.map((one) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(one)?.[1]).find(Boolean);
    return { tag: range.split('-')[0]!, weight: weight === undefined ? 1 : Number(weight), at };
  });
  const liked = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight || a.at - b.at);
  return languages.find((one) => one === liked.find(({ tag }) => languages.includes(tag as Language))?.tag) ?? 'en';
}
