import { createTheme, type MantineThemeOverride } from '@mantine/core';

/** The look of Mantine's components; colours of our own surfaces are in tokens.css. */
export const theme: MantineThemeOverride = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  defaultRadius: 'md',
  colors: {
    pine: [
      '#f0fdfa',
      '#ccfbf1',
      '#99f6e4',
      '#5eead4',
      '#2dd4bf',
      '#14b8a6',
      '#0d9488',
      '#0f766e',
      '#115e59',
      '#134e4a',
    ],
    dark: [
      '#e6eaf0',
      '#c3ccd9',
      '#99a5b7',
      '#6b788c',
      '#313c4c',
      '#28323f',
      '#1b232e',
      '#121821',
      '#0c1118',
      '#080b10',
    ],
  },
});
