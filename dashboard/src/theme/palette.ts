/** Colours for canvases, which can't read style sheets. */
export interface Palette {
  series: string;
  seriesFaded: string;
  grid: string;
  label: string;
  hover: string;
}

export const PALETTES: Record<'light' | 'dark', Palette> = {
  light: {
    series: '#0f766e',
    seriesFaded: 'rgba(15, 118, 110, 0.04)',
    grid: '#eceff3',
    label: '#566178',
    hover: 'rgba(15, 23, 42, 0.05)',
  },
  dark: {
    series: '#2dd4bf',
    seriesFaded: 'rgba(45, 212, 191, 0.02)',
    grid: '#212a36',
    label: '#99a5b7',
    hover: 'rgba(255, 255, 255, 0.06)',
  },
};
