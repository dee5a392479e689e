import { skillsIn, skillTexts } from './skills.js';

describe('skills as people type them', () => {
  it.each([
    ['network:4', { skill: 'network', level: 4 }],
    [' printers ', { skill: 'printers', level: 3 }],
    ['a:b:2', { skill: 'a:b', level: 2 }],
  ])('%s', (text, skill) => expect(skillsIn([text])).toEqual([skill]));

  it('are typed as they are read', () => {
    const skills = [{ skill: 'network', level: 5 }];
    expect(skillsIn(skillTexts(skills))).toEqual(skills);
  });
});
