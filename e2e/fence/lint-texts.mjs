import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/**
 * Reads `[{ filePath, code }]` and prints the names of the rules that each breaks. A process of its own, because jest's
 * module loader and eslint's do not go together. A file that does not exist has no types, so those rules are left out.
 */
const cases = JSON.parse(await text(process.stdin));
const eslint = new ESLint({
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
});
const typed = new ESLint();
const broken = [];
for (const { filePath, code, withTypes } of cases) {
  const [result] = await (withTypes ? typed : eslint).lintText(code, { filePath });
  broken.push(result.messages.map((message) => message.ruleId ?? message.message));
}
console.log(JSON.stringify(broken));
