import type { SkillLevel } from '@deskbeat/contracts';

/** `network:4` as people type it. */
export const skillTexts = (skills: readonly SkillLevel[]): string[] =>
  skills.map(({ skill, level }) => `${skill}:${level}`);

/** Without a level it is 3, the middle. */
export const skillsIn = (texts: readonly string[]): SkillLevel[] =>
  texts.map((text) => {
    const [, skill = text, level] = /^(.*?)(?::(\d))?$/.exec(text.trim()) ?? [];
    return { skill, level: level === undefined ? 3 : Number(level) };
  });
