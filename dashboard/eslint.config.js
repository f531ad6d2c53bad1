import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(globalIgnores(['dist/', 'target/']), js.configs.recommended, {
  files: ['**/*.{ts,tsx}'],
  extends: [
    tseslint.configs.strictTypeChecked,
    tseslint.configs.stylisticTypeChecked,
    reactHooks.configs.flat.recommended,
    jsxA11y.flatConfigs.strict,
  ],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    // Numbers are the subject here; they stand in messages as they are.
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    eqeqeq: 'error',
    // Nothing is written to the console: a key or a customer's data could end up there.
    'no-console': 'error',
    // A scrolling region must take the focus to be scrolled by keyboard.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['region'] }],
  },
});
