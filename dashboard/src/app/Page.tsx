import { MantineProvider } from '@mantine/core';
import { StrictMode, type ReactNode } from 'react';
import { theme } from '../theme/theme.ts';

/**
 * What every state of the page stands in. Mantine writes no style elements: its variables are in
 * the style sheet, so the content security policy can refuse inline styles.
 */
export function Page({ children }: { children: ReactNode }) {
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        {children}
      </MantineProvider>
    </StrictMode>
  );
}
