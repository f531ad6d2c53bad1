import {
  convertCssVariables,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  DEFAULT_THEME,
  type MantineThemeOverride,
} from '@mantine/core';
import type { Plugin } from 'vite';

const NAME = 'virtual:mantine-variables.css';

/**
 * Writes the theme's CSS variables into the style sheet at build time. Mantine would otherwise put
 * them in a style element at run time, which a content security policy without 'unsafe-inline'
 * refuses.
 */
export function mantineVariables(theme: MantineThemeOverride): Plugin {
  return {
    name: 'mantine-variables',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) {
        return undefined;
      }
      const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
      return convertCssVariables(variables, ':root');
    },
  };
}
