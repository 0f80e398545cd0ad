import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A drawing, as text and as a file. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The drawing as an SVG document. */
  readonly svg: string;
  /**
   * The drawing as the bytes of a PNG file, with the same letters on every machine.
   *
   * @param scale - Pixels for each unit of width. Default 2, sharp on today's screens and in print.
   */
  png(scale?: number): Promise<Uint8Array>;
  /**
   * Writes the drawing, whole or not at all; folders are made.
   *
   * @param file - Its ending, .svg or .png, says as what.
   * @throws {RangeError} If the ending is another.
   * @throws {Error} If the file cannot be written.
   */
  save(file: string): Promise<void>;
}

/** The font of every picture; its files come with this package, since a server may have no fonts. */
export const fontFamily = 'Inter, system-ui, sans-serif';

/** A picture of an SVG document. */
export function picture(svg: string, width: number, height: number): Picture {
  const png = async (scale = 2): Promise<Uint8Array> => {
    if (!(scale > 0 && Number.isFinite(scale))) {
      throw new RangeError(`png: scale must be a positive number, got ${scale}.`);
    }
    // Loaded where it is needed: SVG does without the native module.
    const { Resvg } = await import('@resvg/resvg-js');
    const require = createRequire(import.meta.url);
    const font = {
      fontFiles: [
        require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
        require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
      ],
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
      // Ours has Latin, Greek and Cyrillic letters; others are looked for in the system.
      loadSystemFonts: /[^\0-\u052f\u2000-\u22ff]/.test(svg),
    };
    return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render().asPng();
  };
  return {
    width,
    height,
    svg,
    png,
    async save(file) {
      const type = path.extname(file).toLowerCase();
      if (type !== '.svg' && type !== '.png') {
        throw new RangeError(`save: the file must end in .svg or .png, got "${file}".`);
      }
      const contents = type === '.svg' ? svg : await png();
      const temporary = `${file}.${randomUUID()}.tmp`;
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(temporary, contents);
        await rename(temporary, file);
      } catch (cause) {
        await rm(temporary, { force: true }).catch(() => {});
        throw new Error(`save: ${path.resolve(file)} must be writable, got: ${(cause as Error).message}.`, { cause });
      }
    },
  };
}
