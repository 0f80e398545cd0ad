/** The font of every picture; its files come with this package, since a server may have no fonts. */
export const fontFamily = 'Inter, system-ui, sans-serif';

export const ink = '#1f2328';
export const faint = '#59636e';
export const lines = '#e4e7eb';

/** Okabe & Ito's palette, told apart in every form of colour blindness: blue, vermilion, green, purple, orange, sky. */
export const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;

/** From white to deep blue: more is darker, in colour and in grey. */
export const shades = ['#ffffff', '#cfe3f1', '#7fb6d9', '#2f7fb5', '#0b3c5d'] as const;

export const text: { fontFamily: string; color: string } = { fontFamily, color: ink };

export const label: { fontFamily: string; color: string; fontSize: number } = {
  fontFamily,
  color: faint,
  fontSize: 12,
};

export const axisName: object = { nameLocation: 'middle', nameTextStyle: label };

export const legend: object = {
  itemWidth: 36,
  itemHeight: 8,
  itemGap: 16,
  selectedMode: false,
  textStyle: { ...text, fontSize: 12 },
};

/** The title above all of a picture, where it has one. */
export const pictureTitle = (title: string | undefined): object[] =>
  title === undefined
    ? []
    : [{ text: title, left: 'center', top: 16, textStyle: { ...text, fontSize: 18, fontWeight: 600 } }];

export const panelTitle = (title: string, left: number, top: number): object => ({
  text: title,
  left,
  top,
  padding: 0,
  textStyle: { ...text, fontSize: 15, fontWeight: 600 },
});

/** A number in the room there is: `0.25`, `25,000`, `2e-4`. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  return value.toExponential().replace('e+', 'e');
}
